#![no_main]

normscope_fuzz::target!(annotate);
