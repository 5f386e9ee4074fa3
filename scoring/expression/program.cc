#include "scoring/expression/program.h"

#include <set>
#include <utility>
#include <variant>

#include "proto/model/error.h"
#include "scoring/expression/checker.h"
#include "scoring/expression/emitter.h"
#include "scoring/expression/fault.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/instruction.h"
#include "scoring/expression/parser.h"

namespace jifen::scoring::expression {
namespace {

std::vector<Asked> AskedBy(const std::vector<Meaning>& meanings, const Code& code) {
  std::set<Asked> asked;
  for (const Meaning& meaning : meanings) {
    if (meaning.indicator < 0) continue;
    asked.insert(
        {.indicator = meaning.indicator, .points = meaning.function->result != Result::kIndicator});
  }
  for (const auto& definition : code.definitions) {
    asked.insert(definition->asked().begin(), definition->asked().end());
  }
  return {asked.begin(), asked.end()};
}

absl::Status RestsOnFaulty() {
  return model::ToStatus({.reason = v1::REASON_EXPRESSION_NAME,
                          .message = "a definition or an indicator that it names did not compile"});
}

}  // namespace

Program::Program(std::string text) : text_(std::move(text)) {}
Program::~Program() = default;

absl::StatusOr<std::shared_ptr<const Program>> Compile(std::string_view text,
                                                       const Environment& environment,
                                                       std::span<const Kind> expected) {
  std::variant<SyntaxTree, Fault> parsed = Parse(text);
  if (const Fault* fault = std::get_if<Fault>(&parsed)) return ToStatus(std::span(fault, 1), text);
  const SyntaxTree& tree = std::get<SyntaxTree>(parsed);
  const CheckedTree checked = Check(tree, environment, expected);
  if (!checked.faults.empty()) return ToStatus(checked.faults, text);
  if (checked.rests_on_faulty) return RestsOnFaulty();

  const std::shared_ptr<Program> program(new Program(std::string(text)));
  program->type_ = checked.meanings[static_cast<size_t>(tree.root())].type;
  auto emitted = Emit(tree, checked.meanings, &program->text_);
  if (const Fault* fault = std::get_if<Fault>(&emitted)) return ToStatus(std::span(fault, 1), text);
  program->code_ = std::get<std::unique_ptr<Code>>(std::move(emitted));
  program->asked_ = AskedBy(checked.meanings, *program->code_);
  return program;
}

std::vector<Fault> FaultsOf(std::string_view text, const Environment& environment,
                            std::span<const Kind> expected) {
  std::variant<SyntaxTree, Fault> parsed = Parse(text);
  if (Fault* fault = std::get_if<Fault>(&parsed)) return {std::move(*fault)};
  const SyntaxTree& tree = std::get<SyntaxTree>(parsed);
  CheckedTree checked = Check(tree, environment, expected);
  if (!checked.IsWhole()) return std::move(checked.faults);
  const std::string owned(text);
  auto emitted = Emit(tree, checked.meanings, &owned);
  if (Fault* fault = std::get_if<Fault>(&emitted)) return {std::move(*fault)};
  return {};
}

}  // namespace jifen::scoring::expression
