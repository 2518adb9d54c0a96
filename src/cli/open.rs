//! `open`: the season in the browser.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use crate::bilingual;
use crate::model::words::refused;
use crate::window::{Options, Window, recent_file, show};
use clap::Args;
use std::io;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct OpenArguments {
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true, help = say("年度文件夹（默认当前文件夹）", "the season's folder (default: the current one)"))]
    folder: PathBuf,
    #[arg(long, value_name = "DIR", help = say("方案所在的文件夹（默认取年度文件夹里有 plan.json 的；没有则新建）", "folder of the plan (default: where plan.json is in the season's folder, otherwise a new one)"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("只显示地址，不打开浏览器", "print the address instead of opening a browser"))]
    no_browser: bool,
}

pub(super) fn run(arguments: &OpenArguments, printer: &Printer) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    if !folder.is_dir() {
        let shown = folder.display();
        return Err(Failure::new(
            Exit::Input,
            bilingual!("没有文件夹「{shown}」。", "There is no folder [{shown}]."),
        ));
    }
    let window = Window::new(&Options {
        folder: folder.clone(),
        out: arguments.out.clone(),
        lang: printer.lang(),
        recent: recent_file(),
        patience: None,
    });
    let window = window.map_err(|error| failed(&error))?;
    let address = window.address();
    if arguments.no_browser || !show(&address) {
        printer.data(&format!("{address}\n"))?;
    } else {
        printer.note(&bilingual!(
            "已在浏览器中打开。最后一个页面关闭十分钟后，本程序自行结束；也可按 Ctrl-C。",
            "Opened in the browser. The program ends by itself ten minutes after the last page is closed, or with Ctrl-C."
        ));
    }
    window.serve().map_err(|error| failed(&error))?;
    Ok(Exit::Done)
}

fn failed(error: &io::Error) -> Failure {
    let why = refused(error);
    let (zh, en) = (why.zh, why.en);
    Failure::new(
        Exit::Fault,
        bilingual!(
            "无法在本机打开页面：{zh}。",
            "The page cannot be served on this machine: {en}."
        ),
    )
}
