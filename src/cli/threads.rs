//! How many threads a run may use.

/// Sizes the pool of threads for this run; 0 takes all cores. What is found does not depend on it.
pub(super) fn use_threads(threads: usize) {
    // The global pool may be there already in tests; its size changes no result.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global();
}
