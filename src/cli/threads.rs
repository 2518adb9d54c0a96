//! The number of threads of a run.

/// Sets the size of the thread pool; 0 uses all cores. Results do not depend on it.
pub(super) fn use_threads(threads: usize) {
    // In tests the global pool may already exist; its size does not affect results.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global();
}
