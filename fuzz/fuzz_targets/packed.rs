#![no_main]

normscope_fuzz::target!(packed);
