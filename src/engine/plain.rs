//! Records out of plain objects, in the form in which `serde_wasm_bindgen` writes them.
//!
//! Reading is our own: a record that cannot be read is only counted, and what the library needs to say why, down to the
//! printing of floats, is a good part of an engine that every first visit fetches.

use std::fmt::{Display, Formatter, Result as Written};
use std::slice::Iter;

use js_sys::{Array, Map, Object, Reflect, Uint8Array};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use wasm_bindgen::{JsCast, JsValue};

/// It is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl Display for Damaged {
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        f.write_str("a record is damaged")
    }
}

impl std::error::Error for Damaged {}

impl Error for Damaged {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Reads a record. Fields that are not there get their default, or are nothing if they can be.
pub fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, Damaged> {
    T::deserialize(Plain(value))
}

/// A value that is a record or a part of one.
struct Plain(JsValue);

// What does not depend on a type is there once.
impl Plain {
    #[inline(never)]
    fn whole(&self) -> Result<i64, Damaged> {
        let number = self.0.as_f64().ok_or(Damaged)?;
        let whole = number as i64;
        if whole as f64 == number { Ok(whole) } else { Err(Damaged) }
    }

    #[inline(never)]
    fn text(&self) -> Result<String, Damaged> {
        self.0.as_string().ok_or(Damaged)
    }

    #[inline(never)]
    fn items(self) -> Result<Items, Damaged> {
        Ok(Items { array: self.0.dyn_into().map_err(|_| Damaged)?, at: 0 })
    }

    #[inline(never)]
    fn bytes(&self) -> Result<Vec<u8>, Damaged> {
        Ok(self.0.dyn_ref::<Uint8Array>().ok_or(Damaged)?.to_vec())
    }

    #[inline(never)]
    fn field(&self, name: &str) -> Result<Self, Damaged> {
        Reflect::get(&self.0, &name.into()).map(Self).map_err(|_| Damaged)
    }

    /// A text is a variant without anything; an object has one property, which is called like the variant.
    #[inline(never)]
    fn variant(&self, names: &[&str]) -> Result<Variant, Damaged> {
        let (name, content) = match self.0.as_string() {
            Some(name) => (name, Self(JsValue::UNDEFINED)),
            None => {
                let name =
                    Object::keys(self.0.dyn_ref::<Object>().ok_or(Damaged)?).get(0).as_string().ok_or(Damaged)?;
                let content = self.field(&name)?;
                (name, content)
            }
        };
        let index = names.iter().position(|it| *it == name).ok_or(Damaged)?;
        Ok(Variant { index: index as u32, content })
    }
}

macro_rules! read {
    ($($how:ident: $($method:ident)*;)*) => {
        $($(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
            read!(@ $how self visitor)
        })*)*
    };
    (@ whole $this:ident $visitor:ident) => { $visitor.visit_i64($this.whole()?) };
    (@ float $this:ident $visitor:ident) => { $visitor.visit_f64($this.0.as_f64().ok_or(Damaged)?) };
    (@ text $this:ident $visitor:ident) => { $visitor.visit_string($this.text()?) };
    (@ bytes $this:ident $visitor:ident) => { $visitor.visit_bytes(&$this.bytes()?) };
    (@ items $this:ident $visitor:ident) => { $visitor.visit_seq($this.items()?) };
    (@ unit $this:ident $visitor:ident) => { $visitor.visit_unit() };
}

impl<'de> Deserializer<'de> for Plain {
    type Error = Damaged;

    read! {
        whole: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64;
        whole: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64;
        float: deserialize_f32 deserialize_f64;
        text: deserialize_char deserialize_str deserialize_string deserialize_identifier;
        bytes: deserialize_bytes deserialize_byte_buf;
        items: deserialize_seq;
        unit: deserialize_unit deserialize_ignored_any;
    }

    /// Records say what they are by their types.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Damaged> {
        Err(Damaged)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_bool(self.0.as_bool().ok_or(Damaged)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        if self.0.is_undefined() || self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        let map: Map = self.0.dyn_into().map_err(|_| Damaged)?;
        visitor.visit_map(Entries { items: Items { array: Array::from(&map), at: 0 }, value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        visitor.visit_seq(Fields { record: self, names: names.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        visitor.visit_enum(self.variant(names)?)
    }
}

/// The items of a list.
struct Items {
    array: Array,
    at: u32,
}

impl Items {
    #[inline(never)]
    fn next(&mut self) -> Option<Plain> {
        let at = self.at;
        self.at += 1;
        (at < self.array.length()).then(|| Plain(self.array.get(at)))
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Damaged> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The fields of an object, in the order in which its type names them.
struct Fields {
    record: Plain,
    names: Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Damaged> {
        let Some(name) = self.names.next() else { return Ok(None) };
        let value = self.record.field(name)?;
        let is_missing = value.0.is_undefined();
        match seed.deserialize(value) {
            Err(Damaged) if is_missing => Ok(None),
            read => read.map(Some),
        }
    }
}

/// The pairs of a map.
struct Entries {
    items: Items,
    value: Option<Plain>,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Damaged;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Damaged> {
        let Some(pair) = self.items.next() else { return Ok(None) };
        let mut pair = pair.items()?;
        let key = pair.next().ok_or(Damaged)?;
        self.value = pair.next();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Damaged> {
        seed.deserialize(self.value.take().ok_or(Damaged)?)
    }
}

/// A variant, and what it holds.
struct Variant {
    index: u32,
    content: Plain,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Damaged;
    type Variant = Plain;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Plain), Damaged> {
        Ok((seed.deserialize(IntoDeserializer::<Damaged>::into_deserializer(self.index))?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Plain {
    type Error = Damaged;

    fn unit_variant(self) -> Result<(), Damaged> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Damaged> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Damaged> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Damaged> {
        self.deserialize_struct("", names, visitor)
    }
}
