//! Journals of runs: whatever the bytes, the run goes on behind the last whole step, or it is said why it cannot.

use super::{chosen, file};
use normscope::report::render::Table;
use normscope::report::{Content, Folder, JOURNAL, Remains, Resumed, resume};

/// Resumes a run whose journal has these bytes, or, so that damage is met behind the checksums, frames of them.
pub fn journal(bytes: &[u8]) {
    let (choice, bytes) = chosen(bytes);
    let journal = if choice % 4 == 0 { bytes.to_vec() } else { framed(bytes) };
    let path = file(&format!("results/.out.partial/{JOURNAL}"), &journal);
    let staging = path.parent().expect("it is in a folder");
    for table in Table::ALL {
        std::fs::write(staging.join(format!("{}.jsonl", table.name())), b"{}\n{}\n")
            .expect("there is room for a file");
    }
    let target = staging.with_file_name("out");
    let folder = Folder::beside(&target, Content::Run, Remains::Take).expect("nobody else writes there");
    assert!(folder.had_remains());
    match resume(folder, |_| choice % 2 == 0, |asked| asked.is_empty().then(|| "nothing is asked".to_owned()))
    {
        Ok(Ok(resumed)) => go_on(resumed),
        Ok(Err(folder)) => drop(folder),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if staging.exists() {
        std::fs::remove_dir_all(staging).expect("it is ours");
    }
}

/// Reads every step, and what is kept of every document.
fn go_on(resumed: Resumed) {
    let Resumed { mut writer, mut steps } = resumed;
    while steps.read().expect("the steps were whole").is_some() {}
    let mut digests = writer.digests().expect("the journal can be read");
    for number in 0..digests.n_documents() {
        let id = digests.get(number).expect("the document was whole").id.to_owned();
        assert_eq!(writer.journal().id_of(number).expect("the document was whole"), id);
    }
    writer.discard();
}

/// Frames with right lengths and checksums: the first two bytes of each are its length.
fn framed(mut bytes: &[u8]) -> Vec<u8> {
    let mut journal = Vec::new();
    while let [low, high, rest @ ..] = bytes {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(rest.len());
        let (frame, behind) = rest.split_at(length);
        let head = [u32::try_from(length).expect("two bytes"), crc32fast::hash(frame)];
        journal.extend(head.iter().flat_map(|it| it.to_le_bytes()));
        journal.extend_from_slice(frame);
        bytes = behind;
    }
    journal
}
