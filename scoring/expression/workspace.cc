#include "scoring/expression/workspace.h"

#include "scoring/expression/instruction.h"
#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {

void Workspace::Begin(const DossierView& dossier, int year) {
  dossier_ = &dossier;
  year_ = year;
  stage_ = {};
  iterations_ = 0;
  definition_count_ = 0;
  for (IndicatorResult& indicator : indicators_) indicator.is_set = false;
  arena_.Reset();
  evidence_.Reset(dossier.record_count());
}

Value Workspace::Evaluate(const Program& program) {
  evidence_.Reset(dossier_->record_count());
  const Value value = Interpreter(*this, program.code()).Run();
  if (value.IsPresent() && value.kind() == Kind::kList) {
    for (const Value& item : value.AsList()) dossier_->AddRecords(item.origin(), &evidence_);
  } else if (value.IsPresent() && value.kind() == Kind::kMap) {
    for (const Value& item : value.AsMapValues()) {
      dossier_->AddRecords(item.origin(), &evidence_);
    }
  } else if (value.IsPresent() && value.kind() == Kind::kMessage) {
    dossier_->AddRecords(value.origin(), &evidence_);
  }
  return value;
}

void Workspace::SetIndicator(size_t index, Value value, Value points, const RecordSet* evidence) {
  if (index >= indicators_.size()) indicators_.resize(index + 1);
  IndicatorResult& result = indicators_[index];
  result.value = value;
  result.points = points;
  result.is_set = true;
  if (evidence != nullptr) {
    result.evidence = *evidence;
  } else {
    result.evidence.Reset(0);
  }
}

std::span<const RecordIndex> Workspace::evidence() {
  evidence_list_.clear();
  evidence_.AppendTo(&evidence_list_);
  return evidence_list_;
}

std::vector<std::string> Workspace::MissingPaths(const Value& value) const {
  std::vector<std::string> paths;
  if (!value.IsMissing()) return paths;
  for (const Cause& cause : value.causes()) paths.push_back(FormatCause(cause, *dossier_));
  return paths;
}

}  // namespace jifen::scoring::expression
