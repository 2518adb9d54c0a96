//! Returned files that are not workbooks: letters, photographs, archives, tables of other programs.

/// Kind of a file that is not a workbook, by its extension. It is reported by name, because a sheet
/// may have been returned as a photograph or in a letter. `None` for workbooks, even of formats
/// that are rejected later.
pub(super) fn other_kind(file: &str, bytes: &[u8]) -> Option<&'static Kind> {
    let (_, ending) = file.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let found = KINDS
        .iter()
        .find(|kind| kind.endings.contains(&ending.as_str()));
    // A workbook with a wrong extension is read anyway.
    found.filter(|_| !is_workbook(bytes))
}

fn is_workbook(bytes: &[u8]) -> bool {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes));
    archive.is_ok_and(|archive| archive.index_for_name("xl/workbook.xml").is_some())
}

/// A kind of file that is no workbook.
#[derive(Debug)]
pub(super) struct Kind {
    endings: &'static [&'static str],
    /// Name of the kind.
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl Kind {
    /// Whether a file of this kind may be a score sheet: letters, photographs and archives always,
    /// text and web pages only by their names, because the office's own tables and reports may be
    /// in the same folder.
    pub(super) fn is_likely(&self, file: &str) -> bool {
        let ours = self.endings.iter().any(|own| ["csv", "html"].contains(own));
        !ours || is_likely(file)
    }
}

/// Whether the name of a file suggests a score sheet.
pub fn is_likely(file: &str) -> bool {
    const NAMES: [&str; 6] = ["scores-", "consensus-", "score", "评分", "打分", "合议"];
    let name = file.to_lowercase();
    NAMES.iter().any(|word| name.contains(word))
}

const KINDS: [Kind; 6] = [
    Kind {
        endings: &["csv", "tsv", "txt", "prn"],
        zh: "文本（CSV）",
        en: "text (CSV)",
    },
    Kind {
        endings: &["doc", "docx", "wps", "rtf", "odt", "pages"],
        zh: "文字处理文档",
        en: "a text document",
    },
    Kind {
        endings: &["pdf", "ofd", "ppt", "pptx", "caj"],
        zh: "版式文件或演示文稿",
        en: "a fixed or slide document",
    },
    Kind {
        endings: &[
            "jpg", "jpeg", "png", "heic", "heif", "bmp", "gif", "tif", "tiff", "webp",
        ],
        zh: "照片或扫描件",
        en: "a photograph or scan",
    },
    Kind {
        endings: &["zip", "rar", "7z", "gz", "tar"],
        zh: "压缩包",
        en: "an archive",
    },
    Kind {
        endings: &["htm", "html", "mht", "mhtml", "eml", "msg", "numbers"],
        zh: "网页、邮件或别的程序的表格",
        en: "a web page, an e-mail or a table of another program",
    },
];
