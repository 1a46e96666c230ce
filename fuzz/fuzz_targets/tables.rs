#![no_main]

normscope_fuzz::target!(tables);
