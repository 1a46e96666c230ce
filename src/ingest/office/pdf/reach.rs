//! How far from the corner of its page a text reaches.
//!
//! The library lays tables out on a grid of half points as wide as their text, so one letter a mile high would fill the
//! memory. Positions are followed as PDF 32000-1, 9.4, has them; a letter is taken to be as wide as the widest of its font.

use std::collections::BTreeMap;
use std::rc::Rc;
use unpdf::parser::backend::{ContentOp, PdfValue, get_number_from_value};
use unpdf::parser::raw::content::parse_content_stream;
use unpdf::parser::raw::tokenizer::dict_get;
use unpdf::parser::raw::{PdfDict, PdfObject, PdfStream, RawDocument, stream};

/// The farthest that a page reaches, in points: fourteen times the largest page that the standard allows.
pub(super) const FARTHEST: f64 = 200_000.0;
/// The most operators that are followed on a page, its forms included.
const STEPS: usize = 4_000_000;

/// Follows the text of one page.
pub(super) struct Walk<'d> {
    pdf: &'d RawDocument,
    /// What the forms of the page do.
    forms: BTreeMap<(u32, u16), Rc<[ContentOp]>>,
    /// The forms that are being drawn.
    path: Vec<(u32, u16)>,
    deepest: usize,
    n_steps: usize,
    farthest: f64,
}

impl<'d> Walk<'d> {
    /// A walk over a page of this file that follows forms within forms to this depth.
    pub(super) fn new(pdf: &'d RawDocument, deepest: usize) -> Self {
        Self { pdf, forms: BTreeMap::new(), path: Vec::new(), deepest, n_steps: 0, farthest: 0.0 }
    }

    /// The farthest from the corner that the text in the streams of a page reaches, in points; infinite where that cannot be
    /// told.
    pub(super) fn reach(mut self, parts: &'d [PdfObject], resources: Option<&'d PdfDict>) -> f64 {
        let mut content = Vec::new();
        for part in parts {
            if let Some(Ok(bytes)) = self.pdf.resolve(part).as_stream().map(stream::decompress) {
                content.extend_from_slice(&bytes);
                content.push(b'\n');
            }
        }
        match parse_content_stream(&content) {
            Ok(steps) => self.follow(&steps, resources, &mut TextState::default()),
            Err(_) => return 0.0,
        }
        self.farthest
    }

    fn follow(&mut self, steps: &[ContentOp], resources: Option<&'d PdfDict>, state: &mut TextState) {
        let mut saved = Vec::new();
        for step in steps {
            self.n_steps += 1;
            if self.n_steps > STEPS {
                self.farthest = f64::INFINITY;
                return;
            }
            match step.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state.restore(saved.pop()),
                "Tf" => state.widest = self.font(step, resources).map_or(1.0, |font| self.widest(font)),
                "Do" => self.draw(step, resources, state),
                _ => {}
            }
            state.take(step);
            self.farthest = self.farthest.max(state.show(step));
        }
    }

    fn draw(&mut self, step: &ContentOp, resources: Option<&'d PdfDict>, state: &TextState) {
        let Some(object) = self.named(step, b"XObject", resources) else { return };
        let Some(id) = object.as_reference() else { return };
        let Some(form) = self.pdf.resolve(object).as_stream() else { return };
        if self.path.contains(&id) || self.path.len() >= self.deepest {
            return;
        }
        let steps = self.steps(id, form);
        let own = dict_get(&form.dict, b"Resources").and_then(|it| self.pdf.resolve(it).as_dict());
        let matrix = dict_get(&form.dict, b"Matrix").and_then(|it| self.pdf.resolve(it).as_array());
        let mut state = state.clone();
        if let Some(matrix) = matrix.and_then(|it| self.numbers(it)) {
            state.page = matrix.then(state.page);
        }
        self.path.push(id);
        self.follow(&steps, own.or(resources), &mut state);
        self.path.pop();
    }

    fn steps(&mut self, id: (u32, u16), form: &PdfStream) -> Rc<[ContentOp]> {
        if let Some(known) = self.forms.get(&id) {
            return Rc::clone(known);
        }
        let is_image = dict_get(&form.dict, b"Subtype").and_then(PdfObject::as_name) == Some(b"Image");
        let bytes = if is_image { None } else { stream::decompress(form).ok() };
        let steps = bytes.and_then(|bytes| parse_content_stream(&bytes).ok()).unwrap_or_default();
        let steps: Rc<[ContentOp]> = steps.into();
        self.forms.insert(id, Rc::clone(&steps));
        steps
    }

    /// What the resources of this kind have under the name that a step begins with.
    fn named(&self, step: &ContentOp, kind: &[u8], resources: Option<&'d PdfDict>) -> Option<&'d PdfObject> {
        let Some(PdfValue::Name(name)) = step.operands.first() else { return None };
        self.pdf.resolve(dict_get(resources?, kind)?).as_dict()?.get(name.as_slice())
    }

    fn font(&self, step: &ContentOp, resources: Option<&'d PdfDict>) -> Option<&'d PdfDict> {
        self.pdf.resolve(self.named(step, b"Font", resources)?).as_dict()
    }

    /// The widest letter of a font, in its size.
    fn widest(&self, font: &'d PdfDict) -> f64 {
        let part = |dict: &'d PdfDict, key: &[u8]| dict_get(dict, key).map(|it| self.pdf.resolve(it));
        let descendant = part(font, b"DescendantFonts")
            .and_then(PdfObject::as_array)
            .and_then(|fonts| self.pdf.resolve(fonts.first()?).as_dict());
        let described = part(font, b"FontDescriptor").and_then(PdfObject::as_dict);
        let mut widest = 1000.0_f64;
        widest = widest.max(part(font, b"Widths").map_or(0.0, |it| self.widest_of(it)));
        widest = widest.max(described.and_then(|it| part(it, b"MissingWidth")).map_or(0.0, magnitude));
        if let Some(dict) = descendant {
            widest = widest.max(part(dict, b"DW").map_or(0.0, magnitude));
            widest = widest.max(part(dict, b"DW2").map_or(0.0, |it| self.widest_of(it)));
            widest = widest.max(part(dict, b"W").map_or(0.0, |it| self.widest_of_ranges(it, 3)));
            widest = widest.max(part(dict, b"W2").map_or(0.0, |it| self.widest_of_ranges(it, 5)));
        }
        let matrix = part(font, b"FontMatrix").and_then(PdfObject::as_array);
        // The glyphs of a font that is drawn have units of their own.
        let unit = matrix.and_then(|it| self.numbers(it)).map_or(0.001, |it| it.0[0].abs());
        widest * unit
    }

    fn widest_of(&self, widths: &'d PdfObject) -> f64 {
        let widths = widths.as_array().unwrap_or_default();
        widths.iter().map(|it| magnitude(self.pdf.resolve(it))).fold(0.0, f64::max)
    }

    /// Of `first [w w w]` and `first last w`, where the numbers of letters are no widths; the latter is of `length` numbers.
    fn widest_of_ranges(&self, ranges: &'d PdfObject, length: usize) -> f64 {
        let (mut widest, mut n_numbers) = (0.0_f64, 0);
        for item in ranges.as_array().unwrap_or_default() {
            let item = self.pdf.resolve(item);
            if item.as_array().is_some() {
                widest = widest.max(self.widest_of(item));
                n_numbers = 0;
                continue;
            }
            if n_numbers >= 2 {
                widest = widest.max(magnitude(item));
            }
            n_numbers = (n_numbers + 1) % length;
        }
        widest
    }

    fn numbers(&self, array: &'d [PdfObject]) -> Option<Matrix> {
        let mut numbers = array.iter().map(|it| self.pdf.resolve(it).as_f64());
        let mut next = || numbers.next().flatten();
        Some(Matrix([next()?, next()?, next()?, next()?, next()?, next()?]))
    }
}

fn magnitude(number: &PdfObject) -> f64 {
    number.as_f64().map_or(0.0, f64::abs)
}

/// `[a b c d e f]`, which takes (x, y) to (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    fn then(self, Self([a, b, c, d, e, f]): Self) -> Self {
        let [p, q, r, s, x, y] = self.0;
        Self([
            p * a + q * c,
            p * b + q * d,
            r * a + s * c,
            r * b + s * d,
            x * a + y * c + e,
            x * b + y * d + f,
        ])
    }

    /// How far from the corner it takes a point, along the page or up.
    fn reach(self, x: f64, y: f64) -> f64 {
        let Self([a, b, c, d, e, f]) = self;
        let (along, up) = ((a * x + c * y + e).abs(), (b * x + d * y + f).abs());
        // What is not a number is not near.
        if (along + up).is_nan() { f64::INFINITY } else { along.max(up) }
    }
}

/// Where and how the next letters are shown: the text state of PDF 32000-1, 9.3, and where the line stands.
#[derive(Clone, Debug)]
struct TextState {
    page: Matrix,
    size: f64,
    /// The widest letter, in sizes.
    widest: f64,
    /// After each letter, and more after each space.
    between: f64,
    after_space: f64,
    stretch: f64,
    leading: f64,
    /// Where the line begins.
    line: Matrix,
    /// How far to the left and right of there the line was written.
    written: (f64, f64),
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            page: Matrix::ONE,
            size: 12.0,
            widest: 1.0,
            between: 0.0,
            after_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            line: Matrix::ONE,
            written: (0.0, 0.0),
        }
    }
}

impl TextState {
    /// Takes back what was saved; the line goes on.
    fn restore(&mut self, saved: Option<Self>) {
        if let Some(saved) = saved {
            *self = Self { line: self.line, written: self.written, ..saved };
        }
    }

    /// Sets what a step sets. One without its numbers sets nothing.
    fn take(&mut self, step: &ContentOp) {
        let n = |at: usize| step.operands.get(at).and_then(get_number_from_value).map(f64::from);
        let six = || Some(Matrix([n(0)?, n(1)?, n(2)?, n(3)?, n(4)?, n(5)?]));
        match step.operator.as_str() {
            "cm" => self.page = six().map_or(self.page, |matrix| matrix.then(self.page)),
            "Tf" => self.size = n(1).unwrap_or(self.size),
            "Tc" => self.between = n(0).unwrap_or(self.between),
            "Tw" => self.after_space = n(0).unwrap_or(self.after_space),
            "Tz" => self.stretch = n(0).map_or(self.stretch, |percent| percent / 100.0),
            "TL" => self.leading = n(0).unwrap_or(self.leading),
            "BT" => self.begin(Matrix::ONE),
            "Tm" => self.begin(six().unwrap_or(self.line)),
            "Td" | "TD" => {
                if let (Some(x), Some(y)) = (n(0), n(1)) {
                    if step.operator == "TD" {
                        self.leading = -y;
                    }
                    self.shift(x, y);
                }
            }
            "\"" => {
                (self.after_space, self.between) =
                    (n(0).unwrap_or(self.after_space), n(1).unwrap_or(self.between));
                self.shift(0.0, -self.leading);
            }
            "T*" | "'" => self.shift(0.0, -self.leading),
            _ => {}
        }
    }

    fn begin(&mut self, line: Matrix) {
        (self.line, self.written) = (line, (0.0, 0.0));
    }

    fn shift(&mut self, x: f64, y: f64) {
        self.begin(Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line));
    }

    /// Shows what a step shows, and returns how far that reaches.
    fn show(&mut self, step: &ContentOp) -> f64 {
        match (step.operator.as_str(), step.operands.as_slice()) {
            ("Tj" | "'", [PdfValue::Str(text), ..]) | ("\"", [_, _, PdfValue::Str(text), ..]) => {
                self.write(text.len())
            }
            ("TJ", [PdfValue::Array(parts), ..]) => {
                for part in parts {
                    match part {
                        PdfValue::Str(text) => self.write(text.len()),
                        number => self.adjust(get_number_from_value(number).map_or(0.0, f64::from)),
                    }
                }
            }
            _ => return 0.0,
        }
        let (left, right) = self.written;
        let place = self.line.then(self.page);
        // A font may write to the right or downwards.
        let ends = [(left, 0.0), (right, 0.0), (0.0, left), (0.0, -right), (0.0, self.size)];
        ends.into_iter().map(|(x, y)| place.reach(x, y)).fold(0.0, f64::max)
    }

    fn write(&mut self, n_bytes: usize) {
        let spaces = self.between.abs() + self.after_space.abs();
        let (left, right) = self.written;
        let n = n_bytes as f64;
        let back = n * (self.between.min(0.0) + self.after_space.min(0.0)) * self.stretch.abs();
        self.written =
            (left + back, right + n * (self.widest * self.size.abs() + spaces) * self.stretch.abs());
    }

    fn adjust(&mut self, thousandths: f64) {
        let by = -thousandths / 1000.0 * self.size * self.stretch;
        let (left, right) = self.written;
        self.written = (left + by.min(0.0), right + by.max(0.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far a text reaches whose fonts are not known.
    fn reach(content: &str) -> f64 {
        let mut state = TextState::default();
        let steps = parse_content_stream(content.as_bytes()).unwrap();
        steps.iter().fold(0.0, |far, step| {
            state.take(step);
            f64::max(far, state.show(step))
        })
    }

    #[test]
    fn letters_go_on_where_the_last_ones_ended() {
        assert_eq!(reach("BT /F 10 Tf 5 700 Td (abc) Tj (de) Tj ET"), 710.0);
        assert_eq!(reach("BT /F 10 Tf 5 7 Td (abc) Tj (de) Tj 0 -12 Td (f) Tj ET"), 55.0);
        assert_eq!(reach("BT /F 10 Tf [(abc) -2000 (de)] TJ ET"), 70.0);
        assert_eq!(reach("BT /F 10 Tf 1 Tc 2 Tw 50 Tz (abcd) Tj ET"), 26.0);
    }

    #[test]
    fn lines_are_counted_from_the_first() {
        assert_eq!(reach("BT /F 1 Tf 14 TL 1 0 0 1 0 100 Tm (a) Tj T* (b) Tj (c) ' 0 0 (d) \" ET"), 101.0);
        assert_eq!(reach("BT /F 1 Tf 0 100 TD (a) Tj T* T* (b) Tj ET"), 300.0 + 1.0);
        assert_eq!(reach("BT 900 0 Td ET BT /F 1 Tf (a) Tj ET"), 1.0);
    }

    #[test]
    fn matrices_are_multiplied() {
        assert_eq!(reach("0.5 0 0 0.5 0 0 cm BT /F 1 Tf 1 0 0 1 5000 0 Tm (a) Tj ET"), 2500.5);
        assert_eq!(reach("1 0 0 1 3 4 cm 2 0 0 2 0 0 cm BT /F 1 Tf 0 1 -1 0 10 20 Tm (a) Tj ET"), 46.0);
        let far = "1000000000 0 0 1000000000 0 0 cm ".repeat(40) + "BT (a) Tj 0 0 0 0 0 0 Tm (a) Tj ET";
        assert_eq!(reach(&far), f64::INFINITY);
    }

    #[test]
    fn what_is_set_without_its_numbers_is_not_set() {
        assert_eq!(reach("Tf Tc cm BT Tm Td (ab) Tj ET Tj TJ"), 24.0);
    }
}
