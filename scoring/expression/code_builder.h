// scoring/expression/code_builder.h: adds instructions to a code, and computes what is constant.
//
//   Errors   the first fault stays: an error of constants that are always evaluated.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scoring/expression/dossier_view.h"
#include "scoring/expression/fault.h"
#include "scoring/expression/instruction.h"
#include "scoring/expression/syntax_tree.h"
#include "scoring/expression/workspace.h"

namespace jifen::scoring::expression {

class CodeBuilder {
 public:
  // `text` is what the nodes were read from; the code points to it.
  explicit CodeBuilder(const std::string* text);

  Code& code() { return *code_; }
  const Instruction& At(uint32_t index) const { return code_->instructions[index]; }
  bool IsConstant(uint32_t index) const { return At(index).op == Op::kConstant; }
  const Value& ConstantOf(uint32_t index) const { return code_->constants[At(index).a]; }
  bool AllConstant(const std::vector<uint32_t>& operands) const;

  // Each gives the position of the new instruction.
  uint32_t Append(const Node& node, const Instruction& instruction);
  // With the operands' positions before it.
  uint32_t AppendMany(const Node& node, Instruction instruction,
                      const std::vector<uint32_t>& operands);
  uint32_t Constant(const Node& node, const Value& value);

  // The newest instruction, whose operands are constants, as the constant that it gives, unless that
  // is a list or a record.
  uint32_t Fold(const Node& node, uint32_t index);
  // Likewise a map.
  uint32_t FoldMap(const Node& node, uint32_t index);
  std::string_view Keep(std::string_view text) { return code_->strings.emplace_back(text); }

  // Operands of && || and results of ?: may never be evaluated; they are between these two.
  void BeginOptional() { ++optional_; }
  void EndOptional() { --optional_; }

  void AddFault(Fault fault);
  std::optional<Fault>& fault() { return fault_; }
  std::unique_ptr<Code> TakeCode() { return std::move(code_); }

 private:
  Value Compute(uint32_t index);
  uint32_t Replace(const Node& node, const Value& value);

  std::unique_ptr<Code> code_;
  DossierView nothing_;
  Workspace workspace_;
  std::optional<Fault> fault_;
  int optional_ = 0;
};

}  // namespace jifen::scoring::expression
