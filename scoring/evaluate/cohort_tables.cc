#include "scoring/evaluate/cohort_tables.h"

#include <algorithm>
#include <utility>

#include "proto/model/sha256.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

constexpr std::string_view kForm = "jifen cohort tables 1\n";
constexpr size_t kBlockBytes = 64 * 1024;  // hashed at a time

// Writes the canonical form into a hash.
class CanonicalWriter {
 public:
  void Text(std::string_view text) {
    Number(static_cast<uint32_t>(text.size()));
    Bytes(text);
  }
  void Number(uint32_t number) { BigEndian<uint32_t>(number); }
  void Value(Decimal value) {
    BigEndian<decimal::Uint128>(static_cast<decimal::Uint128>(value.unscaled()));
  }
  void Bytes(std::string_view bytes) {
    block_.append(bytes);
    if (block_.size() < kBlockBytes) return;
    hash_.Add(block_);
    block_.clear();
  }
  std::string Finish() {
    hash_.Add(block_);
    return model::HexOf(hash_.Finish());
  }

 private:
  template <typename Unsigned>
  void BigEndian(Unsigned number) {
    char bytes[sizeof(Unsigned)];
    for (size_t i = sizeof(Unsigned); i-- > 0; number >>= 8) {
      bytes[i] = static_cast<char>(number & 0xFF);
    }
    Bytes({bytes, sizeof(Unsigned)});
  }

  model::Sha256 hash_;
  std::string block_;
};

// Values with their counts, rising.
std::vector<std::pair<Decimal, uint32_t>> Paired(const std::vector<Decimal>& values,
                                                 const std::vector<uint32_t>& counts) {
  std::vector<std::pair<Decimal, uint32_t>> pairs;
  pairs.reserve(values.size());
  for (size_t i = 0; i < values.size(); ++i) pairs.emplace_back(values[i], counts[i]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

uint32_t CohortGroup::CountBelow(Decimal value) const {
  const auto at = std::lower_bound(values_.begin(), values_.end(), value);
  return CountBelowAt(static_cast<size_t>(at - values_.begin()));
}

const CohortGroup* CohortTables::Find(size_t measure, size_t level, std::string_view group) const {
  const size_t table = measure * level_count_ + level;
  if (level >= level_count_ || table >= tables_.size()) return nullptr;
  const std::vector<CohortGroup>& groups = tables_[table].groups;
  const auto found = std::lower_bound(
      groups.begin(), groups.end(), group,
      [](const CohortGroup& known, std::string_view name) { return known.name() < name; });
  return found == groups.end() || found->name() != group ? nullptr : &*found;
}

size_t CohortTables::BytesEstimated() const {
  size_t bytes = sizeof(CohortTables);
  for (const Table& table : tables_) {
    bytes += sizeof(Table) + table.values.capacity() * sizeof(Decimal) +
             table.below.capacity() * sizeof(uint32_t) +
             table.groups.capacity() * sizeof(CohortGroup);
    for (const CohortGroup& group : table.groups) bytes += group.name().capacity();
  }
  return bytes;
}

void CohortTables::ForEachGroup(const Visitor& visitor) const {
  std::vector<uint32_t> counts;
  for (size_t table = 0; table < tables_.size(); ++table) {
    for (const CohortGroup& group : tables_[table].groups) {
      counts.clear();
      for (size_t i = 0; i < group.values().size(); ++i) {
        counts.push_back(group.CountBelowAt(i + 1) - group.CountBelowAt(i));
      }
      visitor(table / level_count_, table % level_count_, group.name(), group.values(), counts);
    }
  }
}

CohortTablesBuilder::CohortTablesBuilder(const scheme::SchemeParts& scheme) {
  for (const scheme::CohortMeasure& measure : scheme.cohorts.measures) {
    measure_ids_.push_back(measure.id);
  }
  for (const scheme::CohortLevel& level : scheme.cohorts.levels) level_ids_.push_back(level.id);
  groups_.resize(measure_ids_.size() * level_ids_.size());
}

void CohortTablesBuilder::Add(const CohortValues& taken) {
  for (size_t measure = 0; measure < taken.values.size(); ++measure) {
    const std::optional<Decimal>& value = taken.values[measure];
    if (!value.has_value()) continue;
    for (size_t level = 0; level < taken.groups.size(); ++level) {
      Add(measure, level, taken.groups[level], *value);
    }
  }
}

void CohortTablesBuilder::AddCounted(size_t measure, size_t level, std::string_view group,
                                     Decimal value, uint32_t count) {
  if (group.empty() || count == 0) return;
  Group& values =
      groups_[measure * level_ids_.size() + level][absl::string_view(group.data(), group.size())];
  if (count != 1 || !values.counts.empty()) {
    values.counts.resize(values.values.size(), 1);
    values.counts.push_back(count);
  }
  values.values.push_back(value);
}

std::shared_ptr<const CohortTables> CohortTablesBuilder::Build() && {
  return std::move(*this).Build([] { return false; });
}

std::shared_ptr<const CohortTables> CohortTablesBuilder::Build(const Stopped& stopped) && {
  const std::shared_ptr<CohortTables> tables(new CohortTables(level_ids_.size()));
  tables->tables_.reserve(groups_.size());
  for (Groups& groups : groups_) {
    if (stopped()) return nullptr;
    tables->tables_.push_back(BuildTable(std::move(groups)));
  }
  tables->sha256_ = HashOf(*tables, stopped);
  if (tables->sha256_.empty()) return nullptr;
  return tables;
}

CohortTables::Table CohortTablesBuilder::BuildTable(Groups groups) {
  std::vector<std::pair<std::string, Group>> sorted;
  sorted.reserve(groups.size());
  size_t values_max = 0;
  for (auto& [name, group] : groups) {
    values_max += group.values.size();
    sorted.emplace_back(name, std::move(group));
  }
  groups = {};
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  CohortTables::Table table;
  table.values.reserve(values_max);
  table.below.reserve(values_max);
  std::vector<size_t> begins;
  for (auto& [name, group] : sorted) {
    begins.push_back(table.values.size());
    table.groups.emplace_back();
    table.groups.back().name_ = std::move(name);
    AppendGroup(std::move(group), &table);
  }
  // Equal values take less room than was kept for them.
  table.values.shrink_to_fit();
  table.below.shrink_to_fit();
  begins.push_back(table.values.size());
  for (size_t i = 0; i < table.groups.size(); ++i) {
    const size_t size = begins[i + 1] - begins[i];
    table.groups[i].values_ = std::span(table.values).subspan(begins[i], size);
    table.groups[i].below_ = std::span(table.below).subspan(begins[i], size);
  }
  return table;
}

// To the end of the table, for the last of its groups.
void CohortTablesBuilder::AppendGroup(Group group, CohortTables::Table* table) {
  CohortGroup& made = table->groups.back();
  const size_t begin = table->values.size();
  const auto append = [&](Decimal value, uint32_t count) {
    if (table->values.size() == begin || table->values.back() != value) {
      table->values.push_back(value);
      table->below.push_back(made.members_);
    }
    made.members_ += count;
  };
  if (group.counts.empty()) {
    std::sort(group.values.begin(), group.values.end());
    for (const Decimal value : group.values) append(value, 1);
  } else {
    for (const auto& [value, count] : Paired(group.values, group.counts)) append(value, count);
  }
}

std::string CohortTablesBuilder::HashOf(const CohortTables& tables, const Stopped& stopped) const {
  CanonicalWriter writer;
  writer.Bytes(kForm);
  for (const auto* ids : {&measure_ids_, &level_ids_}) {
    writer.Number(static_cast<uint32_t>(ids->size()));
    for (const std::string& id : *ids) writer.Text(id);
  }
  for (const CohortTables::Table& table : tables.tables_) {
    if (stopped()) return {};
    writer.Number(static_cast<uint32_t>(table.groups.size()));
    for (const CohortGroup& group : table.groups) {
      writer.Text(group.name());
      writer.Number(static_cast<uint32_t>(group.values().size()));
      for (size_t i = 0; i < group.values().size(); ++i) {
        writer.Value(group.values()[i]);
        writer.Number(group.CountBelowAt(i + 1) - group.CountBelowAt(i));
      }
    }
  }
  return writer.Finish();
}

}  // namespace jifen::scoring::evaluate
