//! The functions of a module in another order, each once, so that it is smaller when it is compressed.
//!
//! A compressor finds again what is near: copies of generic code, which differ by their types only, come to stand side
//! by side. Of functions that are the same to the last instruction one stays. Nothing else changes, except that the
//! names go, which only debuggers read.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Encode, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, KnownCustom, Name, Parser, Payload,
    TypeRef,
};

type Outcome<T> = std::result::Result<T, reencode::Error<Infallible>>;

/// The same program in fewer bytes.
pub(super) fn ordered(module: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::of(module)?;
    let mut order = functions.merged()?;
    let mut kept: Vec<usize> = (0..functions.bodies.len()).filter(|at| order.target(*at) == *at).collect();
    // The shorter first: of two copies, the longer one is the shorter one and a little more.
    kept.sort_by_key(|at| {
        let name = functions.names.get(at).map_or("", String::as_str);
        (key(name), functions.bodies[*at].as_bytes().len())
    });
    let places: HashMap<usize, usize> = kept.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let place = |at: &u32| Some(places.get(&(*at as usize)).copied()? as u32);
    order.targets = order.targets.iter().map(place).collect::<Option<_>>().context("A function has no place.")?;
    order.kept = kept;
    let mut written = Module::new();
    order.parse_core_module(&mut written, Parser::new(0), module).map_err(|error| anyhow!("{error}"))?;
    Ok(written.finish())
}

/// Names without what tells copies apart, and without what the last segment is a hash of.
fn key(name: &str) -> String {
    match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 => path.to_owned(),
        _ => name.to_owned(),
    }
}

/// What a module defines.
struct Functions<'a> {
    imported: usize,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    names: HashMap<usize, String>,
}

impl<'a> Functions<'a> {
    fn of(module: &'a [u8]) -> Result<Self> {
        let mut found = Self { imported: 0, types: Vec::new(), bodies: Vec::new(), names: HashMap::new() };
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("The module is not valid.")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        found.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    found.types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => found.bodies.push(body),
                Payload::CustomSection(section) => found.read_names(&section)?,
                _ => {}
            }
        }
        Ok(found)
    }

    fn read_names(&mut self, section: &CustomSectionReader<'a>) -> Result<()> {
        let KnownCustom::Name(names) = section.as_known() else { return Ok(()) };
        for name in names {
            let Name::Function(map) = name? else { continue };
            for naming in map {
                let naming = naming?;
                let at = (naming.index as usize).checked_sub(self.imported);
                self.names.extend(at.map(|at| (at, naming.name.to_owned())));
            }
        }
        Ok(())
    }

    /// Each function's first equal. Those that differ only in which of two equals they call are equals too.
    fn merged(&self) -> Result<Order> {
        let targets = (0..self.bodies.len() as u32).collect();
        let mut order = Order { imported: self.imported, targets, kept: Vec::new() };
        loop {
            let mut first: HashMap<(u32, Vec<u8>), u32> = HashMap::new();
            let mut targets = Vec::with_capacity(self.bodies.len());
            for (at, (body, kind)) in self.bodies.iter().zip(&self.types).enumerate() {
                let mut code = CodeSection::new();
                order.parse_function_body(&mut code, body.clone()).map_err(|error| anyhow!("{error}"))?;
                let mut bytes = Vec::new();
                code.encode(&mut bytes);
                targets.push(*first.entry((*kind, bytes)).or_insert(at as u32));
            }
            if targets == order.targets {
                return Ok(order);
            }
            order.targets = targets;
        }
    }
}

/// Which function stands for which, and where they are written.
struct Order {
    imported: usize,
    /// For each function, the place of the one that stands for it.
    targets: Vec<u32>,
    /// The functions that stay, as they are written.
    kept: Vec<usize>,
}

impl Order {
    fn target(&self, at: usize) -> usize {
        self.targets[at] as usize
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Outcome<u32> {
        Ok(match (function as usize).checked_sub(self.imported) {
            Some(at) => (self.imported + self.target(at)) as u32,
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        written: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Outcome<()> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.kept.clone() {
            written.function(self.type_index(types[at])?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, written: &mut CodeSection, section: CodeSectionReader<'_>) -> Outcome<()> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.kept.clone() {
            self.parse_function_body(written, bodies[at].clone())?;
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, module: &mut Module, section: CustomSectionReader<'_>) -> Outcome<()> {
        match section.name() {
            "name" | "producers" => Ok(()),
            _ => reencode::utils::parse_custom_section(self, module, section),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four functions without arguments: `b` and `a` differ, `b2` is `b`, `caller` calls both.
    fn module() -> Vec<u8> {
        let header = b"\0asm\x01\0\0\0";
        let types = b"\x01\x04\x01\x60\0\0";
        let functions = b"\x03\x05\x04\0\0\0\0";
        let exports = b"\x07\x05\x01\x01x\0\x03";
        let code = b"\x0a\x14\x04\x03\0\x01\x0b\x02\0\x0b\x03\0\x01\x0b\x07\0\x10\0\x10\x02\x10\x01\x0b";
        let mut code = code.to_vec();
        code[1] = (code.len() - 2) as u8;
        code[14] = (code.len() - 15) as u8;
        let names = b"\0\x18\x04name\x01\x11\x04\0\x01b\x01\x01a\x02\x02b2\x03\x01c";
        let mut names = names.to_vec();
        names[1] = (names.len() - 2) as u8;
        names[8] = (names.len() - 9) as u8;
        [&header[..], types, functions, exports, &code, &names].concat()
    }

    #[test]
    fn equals_become_one_and_all_stand_in_the_order_of_names() {
        let module = ordered(&module()).unwrap();
        let after = Functions::of(&module).unwrap();
        let bodies: Vec<&[u8]> = after.bodies.iter().map(|body| body.as_bytes()).collect();
        // `a`, `b`, and the caller, which now calls 1, 1 and 0.
        assert_eq!(bodies, [&b"\0\x0b"[..], b"\0\x01\x0b", b"\0\x10\x01\x10\x01\x10\0\x0b"]);
        assert!(after.names.is_empty());
    }

    #[test]
    fn copies_have_the_same_key() {
        assert_eq!(key("a::b::h0123456789abcdef"), key("a::b::hfedcba9876543210"));
        assert_eq!(key("main"), "main");
    }
}
