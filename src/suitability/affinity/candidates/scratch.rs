//! What a thread keeps between one submission and the next.

/// Sums of one submission over all experts, a buffer reused for all submissions.
pub(super) struct Scratch {
    pub industry: Vec<f64>,
    pub domain: Vec<f64>,
    /// How well each expert matches the domain at hand.
    pub ranks: Vec<u8>,
    /// The experts found, in the order in which they were.
    pub touched: Vec<u32>,
    pub seen: Vec<bool>,
}

impl Scratch {
    pub fn new(experts: usize) -> Self {
        Self {
            industry: vec![0.0; experts],
            domain: vec![0.0; experts],
            ranks: vec![0; experts],
            touched: Vec::new(),
            seen: vec![false; experts],
        }
    }

    pub fn touch(&mut self, expert: u32) {
        if !self.seen[expert as usize] {
            self.seen[expert as usize] = true;
            self.touched.push(expert);
        }
    }

    pub fn clear(&mut self) {
        for expert in self.touched.drain(..) {
            let at = expert as usize;
            self.industry[at] = 0.0;
            self.domain[at] = 0.0;
            self.seen[at] = false;
        }
    }
}
