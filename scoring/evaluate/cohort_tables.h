// scoring/evaluate/cohort_tables.h: the values of a population by peer group, exact.
//
//   Shape    per measure that is placed in cohorts, level and group the distinct values, rising, each with the
//            number of enterprises that have it. The order of Add never matters.
//   Units    values: unit of the measure. Measures and levels: their index in scheme::CohortRule.
//   Range    at most 2^32 - 1 enterprises; groups without a value are not there.
//   Source   the canonical form, which is hashed: "jifen cohort tables 1\n"; the measures' ids, then the levels';
//            then for each measure and each level the number of groups and, by name in the order of bytes, each
//            group: its name, the number of its values, and of each, rising, 16 bytes of its units of 10^-18 in
//            two's complement and its count. A list of ids begins with their number, a text with its length;
//            numbers are of 4 bytes, the high byte first.
//   Threads  tables are immutable and shared; a builder belongs to one thread.
//   Cost     20 bytes for each distinct value; Find and CountBelow by halving.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// Borrows from its tables.
class CohortGroup {
 public:
  const std::string& name() const { return name_; }
  // Enterprises with a value; at least 1.
  uint32_t members() const { return members_; }
  // Enterprises whose value is lower.
  uint32_t CountBelow(decimal::Decimal value) const;
  decimal::Decimal least() const { return values_.front(); }
  decimal::Decimal greatest() const { return values_.back(); }

  // Distinct values, rising.
  std::span<const decimal::Decimal> values() const { return values_; }
  // Enterprises whose value is lower than that of `index`; all of them for the index after the last.
  uint32_t CountBelowAt(size_t index) const {
    return index == below_.size() ? members_ : below_[index];
  }

 private:
  friend class CohortTablesBuilder;

  std::string name_;
  std::span<const decimal::Decimal> values_;
  std::span<const uint32_t> below_;
  uint32_t members_ = 0;
};

class CohortTables {
 public:
  CohortTables(const CohortTables&) = delete;
  CohortTables& operator=(const CohortTables&) = delete;

  // Null if nobody of the group has a value, or there is no such measure or level.
  const CohortGroup* Find(size_t measure, size_t level, std::string_view group) const;

  // Of the canonical form, 64 lower-case hexadecimal digits.
  const std::string& sha256() const { return sha256_; }

  // The memory that they hold, about.
  size_t BytesEstimated() const;

  // In the order of the canonical form. What is borrowed is good until the visitor returns.
  using Visitor = std::function<void(size_t measure, size_t level, std::string_view group,
                                     std::span<const decimal::Decimal> values,
                                     std::span<const uint32_t> counts)>;
  void ForEachGroup(const Visitor& visitor) const;

 private:
  friend class CohortTablesBuilder;

  // Of one measure and one level.
  struct Table {
    std::vector<decimal::Decimal> values;  // group by group
    std::vector<uint32_t> below;
    std::vector<CohortGroup> groups;  // by name
  };

  explicit CohortTables(size_t level_count) : level_count_(level_count) {}

  const size_t level_count_;
  std::vector<Table> tables_;  // measure by measure
  std::string sha256_;
};

// What an enterprise contributes to the cohorts: at each level its values to its group.
struct CohortValues {
  std::vector<std::string> groups;  // by level; empty: none
  // By measure of scheme::CohortRule. Unset: missing, it has no weight in the stage, or its scale there is
  // not by cohort.
  std::vector<std::optional<decimal::Decimal>> values;
};

class CohortTablesBuilder {
 public:
  // Borrows nothing.
  explicit CohortTablesBuilder(const scheme::SchemeParts& scheme);

  // The value of one enterprise. Measure and level are those of the scheme; an empty group is none, and
  // nothing is added.
  void Add(size_t measure, size_t level, std::string_view group, decimal::Decimal value) {
    AddCounted(measure, level, group, value, 1);
  }
  // All that one enterprise contributes.
  void Add(const CohortValues& taken);
  // The value of so many.
  void AddCounted(size_t measure, size_t level, std::string_view group, decimal::Decimal value,
                  uint32_t count);

  std::shared_ptr<const CohortTables> Build() &&;
  // Asks before each measure of each level, and before the hash of each. Null: it was stopped.
  using Stopped = std::function<bool()>;
  std::shared_ptr<const CohortTables> Build(const Stopped& stopped) &&;

 private:
  struct Group {
    std::vector<decimal::Decimal> values;
    std::vector<uint32_t> counts;  // empty: 1 each
  };
  using Groups = absl::flat_hash_map<std::string, Group>;

  static CohortTables::Table BuildTable(Groups groups);
  static void AppendGroup(Group group, CohortTables::Table* table);
  // Empty: it was stopped.
  std::string HashOf(const CohortTables& tables, const Stopped& stopped) const;

  std::vector<std::string> measure_ids_;
  std::vector<std::string> level_ids_;
  std::vector<Groups> groups_;  // measure by measure
};

}  // namespace jifen::scoring::evaluate
