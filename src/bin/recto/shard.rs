//! Which part of a project this machine is to build, as the engines say that run many machines.

use recto::project::Shard;

/// How an engine says which of its machines this is.
struct Engine {
    index: &'static str,
    count: &'static str,
    /// The index of the first machine.
    first: First,
}

enum First {
    Number(usize),
    /// Variables with the first index and the step from one to the next.
    Variables(&'static str, &'static str),
}

/// Every engine whose variables are understood.
const ENGINES: &[Engine] = &[
    // https://docs.gitlab.com/ci/variables/predefined_variables/
    Engine { index: "CI_NODE_INDEX", count: "CI_NODE_TOTAL", first: First::Number(1) },
    // https://buildkite.com/docs/pipelines/environment-variables
    Engine { index: "BUILDKITE_PARALLEL_JOB", count: "BUILDKITE_PARALLEL_JOB_COUNT", first: First::Number(0) },
    // https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/; the count is for the manifest to set.
    Engine { index: "JOB_COMPLETION_INDEX", count: "JOB_COMPLETIONS", first: First::Number(0) },
    // https://slurm.schedmd.com/job_array.html
    Engine {
        index: "SLURM_ARRAY_TASK_ID",
        count: "SLURM_ARRAY_TASK_COUNT",
        first: First::Variables("SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP"),
    },
    // https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
    Engine { index: "AWS_BATCH_JOB_ARRAY_INDEX", count: "AWS_BATCH_JOB_ARRAY_SIZE", first: First::Number(0) },
];

/// The shard that the environment names, and a sentence on where that was found.
///
/// # Errors
/// A sentence on variables that cannot be understood.
pub fn of_environment() -> Result<Option<(Shard, String)>, String> {
    for engine in ENGINES {
        let (Some(index), Some(count)) = (variable(engine.index)?, variable(engine.count)?) else { continue };
        let (first, step) = match engine.first {
            First::Number(first) => (first, 1),
            First::Variables(first, step) => (variable(first)?.unwrap_or_default(), variable(step)?.unwrap_or(1)),
        };
        let place = index.checked_sub(first).map(|place| place / step.max(1));
        let (index_name, count_name) = (engine.index, engine.count);
        let shard = place.and_then(|place| Shard::new(place, count)).ok_or_else(|| {
            format!("{index_name}={index} is none of {count_name}={count}; `--shard K/N` says it otherwise")
        })?;
        return Ok((count > 1).then(|| (shard, format!("{index_name} and {count_name}"))));
    }
    Ok(None)
}

fn variable(name: &str) -> Result<Option<usize>, String> {
    #[expect(clippy::disallowed_methods, reason = "the program reads the environment, here")]
    let Ok(value) = std::env::var(name) else { return Ok(None) };
    let number = value.trim().parse();
    number.map(Some).map_err(|_| format!("{name}=`{value}` is no number; `--shard K/N` says which part to build"))
}
