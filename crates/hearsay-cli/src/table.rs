//! Tables: rows under headings, for people, or as comma-separated values for programs.

use comfy_table::{Cell, ContentArrangement, LineStyle, Table as Grid, presets};

use hearsay::export::csv::Cells;

use crate::printer::{Printer, clean};

/// Rows under headings.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    headings: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(headings: &'static [&'static str]) -> Self {
        Self {
            headings,
            rows: Vec::new(),
        }
    }

    /// Adds a row with a cell for each heading.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// For a screen: as wide as it, long cells wrapped.
    pub(crate) fn screen(&self, printer: &Printer) -> String {
        let rule = LineStyle::none().fill('─').junction('─');
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING.header_separator(rule))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(printer.columns()).unwrap_or(u16::MAX))
            .set_header(self.headings);
        for row in &self.rows {
            grid.add_row(row.iter().map(|cell| Cell::new(clean(cell))));
        }
        let lines: Vec<String> = grid
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n") + "\n"
    }

    /// As comma-separated values (RFC 4180 with line feeds), the headings first; cells that a
    /// spreadsheet would compute are guarded as in `hearsay export --format csv`.
    ///
    /// # Errors
    /// If memory gives out.
    pub(crate) fn csv(&self) -> anyhow::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.headings)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| Cells::Guarded.cell(cell)))?;
        }
        Ok(writer.into_inner()?)
    }
}
