//! A trace as GraphML.

use super::super::graphml::Graph;
use super::Trace;

/// The graph.
pub fn draw(trace: &Trace) -> String {
    let mut graph = Graph::new();
    for (at, node) in trace.nodes.iter().enumerate() {
        graph.node(
            &format!("n{at}"),
            &[
                ("kind", node.end.kind.name()),
                ("id", &node.end.id),
                ("label", &node.name),
                ("stance", node.stance.map_or("", |stance| stance.name())),
            ],
        );
    }
    for step in &trace.steps {
        graph.edge(
            &format!("n{}", step.from),
            &format!("n{}", step.to),
            &[
                ("link", step.link.name()),
                ("stance", step.stance.map_or("", |stance| stance.name())),
                ("attribution", &step.attributions.join(" ")),
                ("loop", if step.is_loop { "true" } else { "" }),
            ],
        );
    }
    graph.end()
}
