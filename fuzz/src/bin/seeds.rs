//! Writes the inputs that a target begins with: `seeds TARGET FOLDER`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, folder] = arguments.as_slice() else {
        return Err(std::io::Error::other("say: seeds TARGET FOLDER"));
    };
    let home = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    std::fs::create_dir_all(folder)?;
    for (at, seed) in normscope_fuzz::seeds::of(target, home).into_iter().enumerate() {
        std::fs::write(Path::new(folder).join(format!("seed-{at:03}")), seed)?;
    }
    Ok(())
}
