//! The `empanel` command: hands the arguments to [`empanel::cli`] and turns its answer into an exit code.

fn main() -> std::process::ExitCode {
    empanel::cli::run()
}
