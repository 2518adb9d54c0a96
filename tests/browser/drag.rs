//! Dragging, as the mouse does it: held above a target until it says what would follow, and let go.

use crate::browser::{Browser, Element};
use serde_json::{Value, json};
use std::path::PathBuf;

impl Browser {
    /// Drags one thing onto another.
    pub fn drag(&self, from: &str, to: &str) {
        self.hold(from, to);
        self.let_go();
    }

    /// Takes one thing up and holds it above another, once that says what would follow.
    pub fn hold(&self, from: &str, to: &str) {
        let (card, target) = (self.find(from), self.find(to));
        let over = |element: &Element, y: i32| json!({ "type": "pointerMove", "duration": 40, "origin": element.value(), "x": 0, "y": y });
        let down = json!({ "type": "pointerDown", "button": 0 });
        self.mouse(&[over(&card, 0), down, over(&card, 6)]);
        let told = "return !!document.querySelector(arguments[0]).dataset.tone";
        self.until("no verdict came", told, &[json!(to)]);
        self.mouse(&[over(&target, 3), over(&target, 0)]);
        let taken = "return document.querySelector(arguments[0]).classList.contains('over')";
        self.until("the target does not take it", taken, &[json!(to)]);
    }

    /// Lets go of what is held.
    pub fn let_go(&self) {
        self.mouse(&[json!({ "type": "pointerUp", "button": 0 })]);
    }

    fn mouse(&self, moves: &[Value]) {
        let mouse = json!({
            "type": "pointer",
            "id": "mouse",
            "parameters": { "pointerType": "mouse" },
            "actions": moves,
        });
        self.tell("/actions", &json!({ "actions": [mouse] }));
    }

    /// As a drop from the file manager arrives; the browser cannot be made to do it itself.
    pub fn drop_files(&self, files: &[PathBuf]) {
        let files: Vec<Value> = files
            .iter()
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy();
                json!([name, std::fs::read(path).expect("a file")])
            })
            .collect();
        let script = "
            const carried = new DataTransfer();
            for (const [name, bytes] of arguments[0]) carried.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ['dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));";
        self.run(script, &[json!(files)]);
    }
}
