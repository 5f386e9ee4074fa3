#include "services/comparison/simulation_sums.h"

namespace jifen::services::comparison {

using scoring::decimal::Decimal;

SimulationSums::SimulationSums(const Setting& setting)
    : draft_message_(setting.draft.message()),
      draft_(setting.draft),
      gains_(TopMovers::Direction::kGain, setting.movers),
      losses_(TopMovers::Direction::kLoss, setting.movers),
      stages_(static_cast<size_t>(setting.draft.message().stages_size()) + 1) {
  if (setting.stored != nullptr) stored_.emplace(*setting.stored);
}

absl::Status SimulationSums::Add(LinePair pair) {
  if (absl::Status status = draft_.Add(*pair.to); !status.ok()) return status;
  if (!stored_.has_value()) return absl::OkStatus();
  if (absl::Status status = stored_->Add(*pair.from); !status.ok()) return status;
  Move move{.pair = std::move(pair), .from = std::nullopt, .to = std::nullopt};
  const absl::StatusOr<Total> from = ReadTotal(move.pair.from);
  if (!from.ok()) return from.status();
  const absl::StatusOr<Total> to = ReadTotal(move.pair.to);
  if (!to.ok()) return to.status();
  move.from = *from;
  move.to = *to;
  Count(move, &moves_);
  gains_.Add(move);
  losses_.Add(move);
  const storage::v1::StoredScore& line = *move.pair.to;
  AddTo(move, &stages_[line.stage()]);
  AddTo(move, &industries_[generation::SectionOf(line.industry_code())]);
  AddTo(move, &counties_[generation::CountyOf(line.area_code())]);
  ++outcomes_[{move.pair.from->outcome(), line.outcome()}];
  return absl::OkStatus();
}

void SimulationSums::AddTo(const Move& move, Part* part) {
  v1::Swing& swing = part->swing;
  swing.set_enterprises(swing.enterprises() + 1);
  const bool passed = move.pair.from->outcome() == v1::OUTCOME_PASSED;
  const bool passes = move.pair.to->outcome() == v1::OUTCOME_PASSED;
  if (passes && !passed) swing.set_newly_passed(swing.newly_passed() + 1);
  if (passed && !passes) swing.set_newly_failed(swing.newly_failed() + 1);
  const Decimal difference = move.Difference().value_or(Decimal());
  part->difference = AddInRange(part->difference, difference);
  if (difference.IsZero()) return;
  if (difference.IsNegative()) return swing.set_losers(swing.losers() + 1);
  swing.set_winners(swing.winners() + 1);
}

void SimulationSums::Fill(std::string key, const Part& part, v1::Swing* swing) {
  *swing = part.swing;
  swing->set_key(std::move(key));
  swing->set_difference(part.difference.Format());
}

void SimulationSums::FillStages(v1::SchemeSimulation* simulation) const {
  for (int i = 0; i < draft_message_.stages_size(); ++i) {
    const v1::Stage& stage = draft_message_.stages(i);
    v1::Swing* swing = simulation->add_stages();
    Fill(stage.id(), stages_[static_cast<size_t>(i) + 1], swing);
    *swing->mutable_title() = stage.title();
  }
  if (stages_[0].swing.enterprises() > 0) Fill("", stages_[0], simulation->add_stages());
}

void SimulationSums::Fill(v1::SchemeSimulation* simulation) && {
  *simulation->mutable_draft() = std::move(draft_).Build();
  if (!stored_.has_value()) return;
  *simulation->mutable_stored() = std::move(*stored_).Build();
  *simulation->mutable_moves() = moves_;
  FillStages(simulation);
  for (const auto& [key, part] : industries_) Fill(key, part, simulation->add_industries());
  for (const auto& [key, part] : counties_) Fill(key, part, simulation->add_counties());
  for (const auto& [outcomes, enterprises] : outcomes_) {
    v1::OutcomeMigration* migration = simulation->add_outcomes();
    migration->set_from(outcomes.first);
    migration->set_to(outcomes.second);
    migration->set_enterprises(enterprises);
  }
}

}  // namespace jifen::services::comparison
