#include "scoring/expression/code_builder.h"

#include <algorithm>

#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {
namespace {

// Longer texts that constants give are joined when they are needed.
constexpr size_t kFoldedBytesMax = 1024;

}  // namespace

CodeBuilder::CodeBuilder(const std::string* text) : code_(std::make_unique<Code>()) {
  code_->text = text;
  const v1::Date no_day;
  nothing_.Reset(nullptr, no_day, {});
}

bool CodeBuilder::AllConstant(const std::vector<uint32_t>& operands) const {
  return std::all_of(operands.begin(), operands.end(),
                     [this](uint32_t index) { return IsConstant(index); });
}

uint32_t CodeBuilder::Append(const Node& node, const Instruction& instruction) {
  code_->instructions.push_back(instruction);
  code_->spans.push_back({.begin = node.begin, .end = node.end, .at = node.at});
  return static_cast<uint32_t>(code_->instructions.size()) - 1;
}

uint32_t CodeBuilder::AppendMany(const Node& node, Instruction instruction,
                                 const std::vector<uint32_t>& operands) {
  instruction.a = static_cast<uint32_t>(code_->operands.size());
  instruction.count = static_cast<uint32_t>(operands.size());
  code_->operands.insert(code_->operands.end(), operands.begin(), operands.end());
  return Append(node, instruction);
}

uint32_t CodeBuilder::Constant(const Node& node, const Value& value) {
  code_->constants.push_back(value);
  return Append(node,
                {.op = Op::kConstant, .a = static_cast<uint32_t>(code_->constants.size()) - 1});
}

Value CodeBuilder::Compute(uint32_t index) {
  workspace_.Begin(nothing_, 0);
  return Interpreter(workspace_, *code_).Run(index);
}

// The newest instruction becomes a constant.
uint32_t CodeBuilder::Replace(const Node& node, const Value& value) {
  code_->instructions.pop_back();
  code_->spans.pop_back();
  return Constant(node, value);
}

uint32_t CodeBuilder::Fold(const Node& node, uint32_t index) {
  const Value value = Compute(index);
  const bool always_runs = optional_ == 0 || At(index).op == Op::kCall;
  if (value.IsError() && always_runs) {
    const std::string_view text = *code_->text;
    AddFault({.reason = value.failure().reason,
              .offset = node.at,
              .message = value.failure().what,
              .got = std::string(text.substr(node.begin, node.end - node.begin)),
              .want = value.failure().want});
  }
  if (!value.IsPresent() || value.kind() == Kind::kList || value.kind() == Kind::kMap ||
      value.kind() == Kind::kMessage) {
    return index;
  }
  if (value.kind() != Kind::kString) return Replace(node, value);
  if (value.AsString().size() > kFoldedBytesMax) return index;
  return Replace(node, Value::String(Keep(value.AsString())));
}

uint32_t CodeBuilder::FoldMap(const Node& node, uint32_t index) {
  const Value map = Compute(index);
  if (!map.IsPresent()) return Fold(node, index);
  std::vector<Value>& items = code_->lists.emplace_back();
  items.assign(map.AsMapKeys().begin(), map.AsMapKeys().end());
  items.insert(items.end(), map.AsMapValues().begin(), map.AsMapValues().end());
  return Replace(node, Value::Map(items));
}

void CodeBuilder::AddFault(Fault fault) {
  if (!fault_.has_value()) fault_ = std::move(fault);
}

}  // namespace jifen::scoring::expression
