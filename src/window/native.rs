//! Forms that the browser sends by itself, with or without files: they work without script.

use super::answer::{Answer, Refused};
use super::app::Shared;
use crate::bilingual;
use crate::model::settings::Value;
use crate::model::words::{Bilingual, Lang};
use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse as _, Redirect};

/// Most bytes of the files that are sent together.
pub(super) const MOST_FILES: usize = 256 * 1024 * 1024;

/// A form that was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    fields: Vec<(String, String)>,
    /// The files: name and content. The name is only that of the file, without folders.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Sent {
    /// The value of a field, without spaces around it; empty where it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        let own = fields.find(|(own, _)| own == name);
        own.map_or("", |(_, value)| value.trim())
    }

    /// The values of all fields of this name that are not empty, such as ticked boxes.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let own = self.fields.iter().filter(|(own, _)| own == name);
        own.map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// The same form with other values of some settings.
    pub(super) fn with(&self, values: &[(&str, Value)]) -> Self {
        let others = self.fields.iter();
        let others = others.filter(|(own, _)| !values.iter().any(|(name, _)| name == own));
        let new = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.to_string()));
        Self {
            fields: others.cloned().chain(new).collect(),
            files: Vec::new(),
        }
    }

    /// All fields, in the order of the form.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter();
        fields.map(|(name, value)| (name.as_str(), value.trim()))
    }
}

impl FromRequest<Shared> for Sent {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Refused> {
        let lang = app.lang();
        let broken = |_| unread(lang);
        let form = Multipart::from_request(request, app).await;
        let mut form = form.map_err(|_| unread(lang))?;
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(plain_name) {
                Some(file) => {
                    let bytes = field.bytes().await.map_err(broken)?;
                    // A file input that was left empty sends a file without a name.
                    if !file.is_empty() {
                        sent.files.push((file, bytes.to_vec()));
                    }
                }
                None => sent
                    .fields
                    .push((name, field.text().await.map_err(broken)?)),
            }
        }
        Ok(sent)
    }
}

fn unread(lang: Lang) -> Refused {
    let most = MOST_FILES / (1024 * 1024);
    Refused::new(
        &bilingual!(
            "没有收到完整的内容。一次最多 {most} MB；请分几次，或重新打开此页再试。",
            "What was sent did not arrive whole. At most {most} MB can be sent at once; send it in parts, or open this page again."
        ),
        lang,
    )
}

/// The name of a file without folders and without characters that no file has.
fn plain_name(sent: &str) -> String {
    // Browsers write quotes so.
    let sent = sent.replace("%22", "\"");
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|own| !own.is_control()).collect();
    name.trim().trim_start_matches('.').to_owned()
}

/// Leads the browser to a page after a form was done.
pub(super) fn see(to: &str) -> Answer {
    Ok(Redirect::to(to).into_response())
}

/// A message on top of a page that a form was sent to.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// What was refused.
    pub(super) wrong: Vec<String>,
    /// What was done.
    pub(super) done: Vec<String>,
    /// What a person must know before going on.
    pub(super) warnings: Vec<String>,
    /// What else a person should know.
    pub(super) notes: Vec<String>,
}

impl Said {
    /// The form was refused.
    pub(super) fn wrong(words: &Bilingual, lang: Lang) -> Self {
        Self {
            wrong: vec![words.say(lang).to_owned()],
            ..Self::default()
        }
    }

    /// The form was done.
    pub(super) fn done(words: &Bilingual, lang: Lang) -> Self {
        Self {
            done: vec![words.say(lang).to_owned()],
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\办公室\\专家\u{0}库.xlsx"), "专家库.xlsx");
        assert_eq!(plain_name("..\\..hidden"), "hidden");
        assert_eq!(plain_name("a %22b\" <c>.csv"), "a \"b\" <c>.csv");
        assert_eq!(plain_name("/"), "");
    }
}
