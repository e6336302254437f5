//! The tree of tags: what a reading aid goes by.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as Text};

use super::string;
use super::text::PageText;

/// Trees of tags nest no deeper than this; so many tags are read.
const DEEPEST: usize = 200;
const MOST: usize = 200_000;

/// A tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// What it is, such as `H1` or `P`.
    pub kind: String,
    /// What is read out in its place, if that is said.
    pub alt: Option<String>,
    /// The text right in it.
    pub text: String,
    /// The tags below it.
    pub children: Vec<Tag>,
}

pub(super) fn tree(pdf: &Pdf, pages: &[PageText]) -> Option<Tag> {
    let xref = pdf.xref();
    let root = xref.get::<Dict>(xref.root_id())?.get::<Dict>(b"StructTreeRoot")?;
    let ids: Vec<_> = pdf.pages().iter().map(|page| page.raw().obj_id()).collect();
    let mut reader = Reader { pages, ids: &ids, left: MOST };
    let mut tag = Tag { kind: "StructTreeRoot".to_owned(), ..Tag::default() };
    reader.fill(&root, None, DEEPEST, &mut tag);
    Some(tag)
}

struct Reader<'a, I> {
    pages: &'a [PageText],
    ids: &'a [Option<I>],
    left: usize,
}

impl Reader<'_, hayro_interpret::hayro_syntax::object::ObjectIdentifier> {
    fn fill(&mut self, dict: &Dict, page: Option<usize>, deepest: usize, tag: &mut Tag) {
        let page = self.page_of(dict).or(page);
        match dict.get::<Object>(b"K") {
            Some(Object::Array(kids)) => self.fill_all(&kids, page, deepest, tag),
            Some(kid) => self.kid(&kid, page, deepest, tag),
            None => {}
        }
    }

    fn fill_all(&mut self, kids: &Array, page: Option<usize>, deepest: usize, tag: &mut Tag) {
        for kid in kids.iter::<Object>() {
            self.kid(&kid, page, deepest, tag);
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<usize>, deepest: usize, tag: &mut Tag) {
        if deepest == 0 || self.left == 0 {
            return;
        }
        self.left -= 1;
        match kid {
            Object::Number(id) => self.content(id.as_i64(), page, tag),
            Object::Dict(dict) if dict.contains_key(b"MCID") => {
                let page = self.page_of(dict).or(page);
                self.content(dict.get::<i32>(b"MCID").map_or(-1, i64::from), page, tag);
            }
            Object::Dict(dict) if dict.contains_key(b"S") => {
                let kind = dict.get::<Name>(b"S").map(|name| name.as_str().to_owned()).unwrap_or_default();
                let alt = dict.get::<Text>(b"Alt").map(|text| string(text.as_bytes()));
                let mut child = Tag { kind, alt, ..Tag::default() };
                self.fill(dict, page, deepest - 1, &mut child);
                tag.children.push(child);
            }
            _ => {}
        }
    }

    fn content(&self, id: i64, page: Option<usize>, tag: &mut Tag) {
        let page = page.and_then(|page| self.pages.get(page));
        let text = i32::try_from(id).ok().and_then(|id| page?.marked.get(&id));
        tag.text.push_str(text.map_or("", String::as_str));
    }

    fn page_of(&self, dict: &Dict) -> Option<usize> {
        let id = dict.get::<Dict>(b"Pg")?.obj_id()?;
        self.ids.iter().position(|known| *known == Some(id))
    }
}
