//! Scores a codebook on a file of coded sentences: a quick look while tuning.
use normscope::codebook::Codebook;
use normscope::validate::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let codebook = Codebook::load(args[0].as_ref()).unwrap_or_else(|e| {
        eprintln!("{e}");
        std::process::exit(1)
    });
    let mut reader = SentenceReader::new(&codebook).unwrap_or_else(|e| {
        eprintln!("{e}");
        std::process::exit(1)
    });
    for file in &args[1..] {
        let gold = read_gold(file.as_ref(), &codebook).unwrap_or_else(|e| {
            eprintln!("{e}");
            std::process::exit(1)
        });
        let found: Vec<Reading> = gold.iter().map(|s| reader.read(&s.text)).collect();
        if let Ok(path) = std::env::var("DUMP") {
            let rows: Vec<String> = gold.iter().zip(&found).map(|(s, f)| serde_json::json!({"id": s.id, "gold": s.frames.iter().map(|x| x.get()).collect::<Vec<_>>(), "weights": f.weights, "text": s.text, "strata": s.strata}).to_string()).collect();
            std::fs::write(
                format!("{path}/{}.dump", file.rsplit('/').next().unwrap_or("x")),
                rows.join("\n"),
            )
            .ok();
        }
        let g: Vec<&GoldSentence> = gold.iter().collect();
        let f: Vec<&[_]> = found.iter().map(|f| f.frames.as_slice()).collect();
        let a = agreement(&codebook, &g, &f, Resampling { replicates: 200, seed: 1 });
        println!(
            "{file}: n={} mean F1 {:.3} macro {:.3}",
            a.n_sentences,
            a.mean_f1.value.unwrap_or(0.),
            a.macro_f1.value.unwrap_or(0.)
        );
        for s in &a.frames {
            println!(
                "  {} P {:.3} R {:.3} F1 {:.3} gold {} found {}",
                codebook.frames[s.frame.get()].id,
                s.precision.value.unwrap_or(0.),
                s.recall.value.unwrap_or(0.),
                s.f1.value.unwrap_or(0.),
                s.n_gold,
                s.n_found
            );
        }
        println!("  {:?}", a.classes);
        for r in &a.confusion {
            println!("  {r:?}");
        }
    }
}
