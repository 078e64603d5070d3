#include "value/value.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "base/check.h"
#include "base/unicode.h"
#include "value/value_rep.h"

namespace wafpp::value {

namespace {

const Refinement kNotNullAlone{.not_null = true};

}  // namespace

Value Value::of_type(State state, wafpp::value::Type type) {
  Value result;
  result.kind_ = type.kind();
  result.state_ = state;
  if (result.kind_ >= TypeKind::List) {
    result.form_ = Form::Type;
    result.type_ = type.node_;
  }
  return result;
}

Value Value::null(wafpp::value::Type type) { return of_type(State::Null, type); }
Value Value::unknown(wafpp::value::Type type) { return of_type(State::Unknown, type); }
Value Value::unknown_not_null(wafpp::value::Type type) {
  Value result = of_type(State::Unknown, type);
  if (result.kind_ != TypeKind::Dynamic) result.precision_ = kNotNull;
  return result;
}

Value Value::boolean(bool value) {
  Value result;
  result.kind_ = TypeKind::Bool;
  result.state_ = State::Known;
  result.form_ = Form::Bool;
  result.integer_ = value ? 1 : 0;
  return result;
}

Value Value::number(Number value) {
  Value result;
  result.kind_ = TypeKind::Number;
  result.state_ = State::Known;
  if (value.big_ != nullptr) {
    result.form_ = Form::Big;
    result.block_ = std::exchange(value.big_, nullptr);
  } else {
    result.form_ = Form::Integer;
    result.integer_ = value.small_;
    result.precision_ = value.precision_;
  }
  return result;
}

Value Value::integer(int64_t value) { return number(Number::integer(value)); }

Value Value::string(std::string_view text) { return base::is_ascii(text) ? string_nfc(text) : string_nfc(base::nfc(text)); }

Value Value::string_nfc(std::string_view text) {
  WAFPP_CHECK(text.size() < UINT32_MAX, "strings have a limit of their own");
  void* memory = ::operator new(sizeof(Text) + text.size());
  auto* block = ::new (memory) Text;
  block->size = static_cast<uint32_t>(text.size());
  if (!text.empty()) std::memcpy(block->bytes(), text.data(), text.size());
  Value result;
  result.kind_ = TypeKind::String;
  result.state_ = State::Known;
  result.form_ = Form::Text;
  result.block_ = block;
  return result;
}

void Value::release() {
  if (!block_->release()) return;
  switch (form_) {
    case Form::Nothing:
    case Form::Bool:
    case Form::Integer:
    case Form::Type:
      return;
    case Form::Big:
      delete static_cast<BigNumber*>(block_);
      return;
    case Form::Refined:
      delete static_cast<Refined*>(block_);
      return;
    case Form::Text:
      ::operator delete(static_cast<Text*>(block_));
      return;
    case Form::Elements:
    case Form::Members:
      free(static_cast<Container*>(block_));
      return;
  }
}

/// Blocks that nobody holds any longer are chained through their `type`, so that depth costs neither stack nor memory.
void Value::free(const Container* first) {
  first->type.store(nullptr, std::memory_order_relaxed);
  auto* next = const_cast<Container*>(first);
  auto take = [&](Value& value) {
    if (value.is_container()) {
      auto* inner = static_cast<Container*>(value.block_);
      if (inner->release()) {
        inner->type.store(next, std::memory_order_relaxed);
        next = inner;
      }
      value.form_ = Form::Nothing;
    }
    value.~Value();
  };
  while (next != nullptr) {
    Container* block = next;
    next = static_cast<Container*>(const_cast<void*>(block->type.load(std::memory_order_relaxed)));
    for (uint32_t i = 0; i < block->size; ++i) {
      if (block->members) {
        take(block->member_values()[i].key);
        take(block->member_values()[i].value);
      } else {
        take(block->values()[i]);
      }
    }
    ::operator delete(block);
  }
}

const Value::Container& Value::container() const { return *static_cast<const Container*>(block_); }

wafpp::value::Type Value::type() const {
  using wafpp::value::Type;
  switch (kind_) {
    case TypeKind::Dynamic:
      return {};
    case TypeKind::Bool:
      return Type::boolean();
    case TypeKind::Number:
      return Type::number();
    case TypeKind::String:
      return Type::string();
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
    case TypeKind::Tuple:
    case TypeKind::Object:
      break;
  }
  if (form_ == Form::Type) return Type(type_);
  if (form_ == Form::Refined) return static_cast<const Refined*>(block_)->type;
  const Container& block = container();
  if (const void* known = block.type.load(std::memory_order_acquire)) return Type(static_cast<const TypeNode*>(known));
  Type result;
  if (kind_ == TypeKind::Tuple) {
    std::vector<Type> types;
    types.reserve(block.size);
    for (const Value& element : elements()) types.push_back(element.type());
    result = Type::tuple(types);
  } else {
    std::vector<TypeField> fields;
    fields.reserve(block.size);
    for (const Member& member : members()) fields.push_back({std::string(member.name()), member.value.type(), false});
    result = Type::object(std::move(fields));
  }
  block.type.store(result.node_, std::memory_order_release);
  return result;
}

bool Value::is_wholly_known() const { return state_ != State::Unknown && (!is_container() || container().wholly_known); }
bool Value::is_never_null() const {
  if (state_ != State::Unknown) return state_ == State::Known;
  const Refinement* known = refinement();
  return known != nullptr && known->not_null;
}
uint32_t Value::depth() const { return is_container() ? container().depth : type().depth(); }

uint32_t Value::weight() const {
  constexpr uint32_t kBytesOfOne = 16;
  if (is_container()) return container().weight;
  return form_ == Form::Text ? 1 + static_cast<const Text*>(block_)->size / kBytesOfOne : 1;
}

bool Value::as_bool() const {
  WAFPP_CHECK(form_ == Form::Bool, "not a known bool");
  return integer_ != 0;
}

Number Value::as_number() const {
  WAFPP_CHECK(form_ == Form::Integer || form_ == Form::Big, "not a known number");
  Number result;
  if (form_ == Form::Big) {
    block_->retain();
    result.big_ = static_cast<BigNumber*>(block_);
    result.precision_ = result.big_->precision;
  } else {
    result.small_ = integer_;
    result.precision_ = precision_;
  }
  return result;
}

std::optional<int64_t> Value::as_int64() const {
  if (form_ == Form::Integer) return integer_;
  return form_ == Form::Big ? as_number().as_int64() : std::nullopt;
}

std::string_view Value::as_string() const {
  WAFPP_CHECK(form_ == Form::Text, "not a known string");
  const auto* block = static_cast<const Text*>(block_);
  return {block->bytes(), block->size};
}

std::span<const Value> Value::elements() const {
  WAFPP_CHECK(form_ == Form::Elements, "not a known list, set or tuple");
  return {container().values(), container().size};
}

std::span<const Member> Value::members() const {
  WAFPP_CHECK(form_ == Form::Members, "not a known map or object");
  return {container().member_values(), container().size};
}

const Value* Value::find(std::string_view key) const {
  auto all = members();
  auto it = std::lower_bound(all.begin(), all.end(), key, [](const Member& member, std::string_view name) { return member.name() < name; });
  return it != all.end() && it->name() == key ? &it->value : nullptr;
}

size_t Value::length() const {
  WAFPP_CHECK(is_container(), "not a known collection or structure");
  return container().size;
}

const Refinement* Value::refinement() const {
  if (form_ == Form::Refined) return &static_cast<const Refined*>(block_)->refinement;
  return state_ == State::Unknown && precision_ == kNotNull ? &kNotNullAlone : nullptr;
}

uint8_t Value::deep_marks() const { return static_cast<uint8_t>(marks_ | (is_container() ? container().marks : 0)); }
Value Value::with_marks(uint8_t marks) const& { return Value(*this).with_marks(marks); }
Value Value::with_marks(uint8_t marks) && {
  marks_ = marks;
  return std::move(*this);
}

Value Value::with_origin(Origin origin) const& { return Value(*this).with_origin(std::move(origin)); }
Value Value::with_origin(Origin origin) && {
  origin_ = std::move(origin);
  return std::move(*this);
}

}  // namespace wafpp::value
