//! Runs one window on rten for some seconds and prints pieces a second, seconds to load and peak KiB:
//! `rten-yardstick MODEL.onnx PIECES SECONDS`; threads by `RTEN_NUM_THREADS`.

use std::time::Instant;

use rten::Model;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, pieces, seconds] = &arguments[..] else {
        return Err("usage: rten-yardstick MODEL.onnx PIECES SECONDS".into());
    };
    let (pieces, seconds): (usize, f64) = (pieces.parse()?, seconds.parse()?);
    let start = Instant::now();
    let model = Model::load_file(path)?;
    let load = start.elapsed().as_secs_f64();
    let ids = NdTensor::from_fn([1, pieces], |[_, i]| 1000 + 37 * i as i32);
    let feature = NdTensor::full([1, pieces], 1_i32);
    let length = NdTensor::from([pieces as i32]);
    let run = || -> Result<(), Box<dyn std::error::Error>> {
        let mut given = Vec::new();
        for (name, value) in [
            ("ids", ids.view().into_dyn()),
            ("feature", feature.view().into_dyn()),
            ("length", length.view().into_dyn()),
        ] {
            if let Ok(node) = model.node_id(name) {
                given.push((node, value.into()));
            }
        }
        model.run(given, model.output_ids(), None)?;
        Ok(())
    };
    run()?;
    let (start, mut count) = (Instant::now(), 0);
    while start.elapsed().as_secs_f64() < seconds {
        run()?;
        count += 1;
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next())
        .unwrap_or("0");
    let rate = (count * pieces) as f64 / start.elapsed().as_secs_f64();
    println!("{rate:.1} {load:.3} {peak}");
    Ok(())
}
