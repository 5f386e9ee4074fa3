// The part of the interpreter that deals with maps. Their keys are in order, each once.
#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {
namespace {

// Of two keys of one map.
bool IsBefore(const Value& a, const Value& b) {
  return a.kind() == Kind::kString ? a.AsString() < b.AsString() : a.AsInt() < b.AsInt();
}

}  // namespace

Value Interpreter::MapLiteral(uint32_t index, const Instruction& i) {
  const size_t size = i.count / 2;
  Value* items = workspace_.arena_.Allocate<Value>(i.count);
  Value absent = Value::Bool(true);
  for (uint32_t k = 0; k < i.count; ++k) {
    Value* item = items + k / 2 + (k % 2 == 0 ? 0 : size);
    std::construct_at(item, Run(code_.operands[i.a + k]));
    if (!item->IsPresent()) absent = Merge(absent, *item);
  }
  if (!absent.IsPresent()) return absent;
  if (!CountElements(i.count)) return TooMuch(index);
  return SortEntries(index, std::span<Value>(items, i.count));
}

// `items`: the keys, then their values.
Value Interpreter::SortEntries(uint32_t index, std::span<Value> items) {
  const size_t size = items.size() / 2;
  const std::span<Value> keys = items.first(size);
  for (const Value& key : keys) {
    if (!CountArgument(key)) return TooMuch(index);
  }
  if (!std::is_sorted(keys.begin(), keys.end(), IsBefore)) {
    std::vector<size_t> order(size);
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(),
              [keys](size_t a, size_t b) { return IsBefore(keys[a], keys[b]); });
    const std::vector<Value> unsorted(items.begin(), items.end());
    for (size_t k = 0; k < size; ++k) {
      items[k] = unsorted[order[k]];
      items[size + k] = unsorted[size + order[k]];
    }
  }
  for (size_t k = 1; k < size; ++k) {
    if (IsBefore(keys[k - 1], keys[k])) continue;
    return ErrorAt(index, v1::REASON_EXPRESSION_TYPE, "a map has one key twice", "each key once");
  }
  return Value::Map(items);
}

const Value* Interpreter::Find(const Value& map, const Value& key) {
  const std::span<const Value> keys = map.AsMapKeys();
  const auto found = std::lower_bound(keys.begin(), keys.end(), key, IsBefore);
  if (found == keys.end() || IsBefore(key, *found)) return nullptr;
  return &map.AsMapValues()[static_cast<size_t>(found - keys.begin())];
}

Value Interpreter::LookUp(uint32_t index, const Instruction& i) {
  const Value map = Run(i.a);
  const Value key = Run(i.b);
  if (!map.IsPresent() || !key.IsPresent()) return Merge(map, key);
  if (!CountArgument(key)) return TooMuch(index);
  const Value* value = Find(map, key);
  if (value == nullptr) return MissingOperand(index, Value(), CauseKind::kText, "");
  workspace_.evidence_.Add(value->origin());
  return *value;
}

Value Interpreter::HasKey(uint32_t, const Instruction& i) {
  const Value map = Run(i.a);
  return map.IsPresent() ? Value::Bool(Find(map, Run(i.b)) != nullptr) : map;
}

// The value of the key that is found becomes evidence.
Value Interpreter::InMap(uint32_t index, const Instruction& i) {
  const Value key = Run(i.a);
  const Value map = Run(i.b);
  if (!key.IsPresent() || !map.IsPresent()) return Merge(key, map);
  if (!CountArgument(key)) return TooMuch(index);
  const Value* value = Find(map, key);
  if (value != nullptr) workspace_.evidence_.Add(value->origin());
  return Value::Bool(value != nullptr);
}

}  // namespace jifen::scoring::expression
