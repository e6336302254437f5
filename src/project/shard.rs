//! A part of the jobs, for one of several machines that build a project together.

use std::ops::Range;
use std::str::FromStr;

/// One of several parts that are as large as each other, give or take one job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 0.
    index: usize,
    /// How many there are.
    count: usize,
}

impl Shard {
    /// The shard with an index that counts from 0. `None` if there is none.
    pub fn new(index: usize, count: usize) -> Option<Self> {
        (index < count).then_some(Self { index, count })
    }

    /// Which of so many jobs it has. Neighbours stay together: they are of one CV, or of similar ones.
    pub fn range(self, jobs: usize) -> Range<usize> {
        let start = |index: usize| (index as u128 * jobs as u128 / self.count as u128) as usize;
        start(self.index)..start(self.index + 1)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `2/4`, which counts from 1.
    fn from_str(text: &str) -> Result<Self, String> {
        let (number, count) = text.split_once('/').ok_or("write it as K/N, such as `2/4`")?;
        let number = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let shard = number.zip(count.trim().parse().ok()).and_then(|(index, count)| Self::new(index, count));
        shard.ok_or_else(|| "K counts from 1 to N".to_owned())
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.index + 1, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_in_one_shard_and_shards_are_even() {
        for jobs in [0, 1, 7, 100] {
            for count in 1..12 {
                let ranges: Vec<_> = (0..count).filter_map(|index| Shard::new(index, count)).collect();
                let ranges: Vec<_> = ranges.into_iter().map(|shard| shard.range(jobs)).collect();
                assert_eq!(ranges.iter().cloned().flatten().collect::<Vec<_>>(), (0..jobs).collect::<Vec<_>>());
                assert!(ranges.iter().all(|range| range.len() == jobs / count || range.len() == jobs.div_ceil(count)));
            }
        }
    }

    #[test]
    fn shards_count_from_one() {
        assert_eq!("2/4".parse(), Ok(Shard { index: 1, count: 4 }));
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
