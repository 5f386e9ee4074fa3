// scoring/expression/dossier_view.h: a dossier as expressions read it: records by kind, annual
// reports by year, the profile in force.
//
//   Shape    borrows everything; a view is reused from dossier to dossier without allocation.
//   Range    records that begin after valid_at, and withdrawn ones, are left out. Records of a kind
//            keep the order in which they are given: give them by kind and record id.
//   Errors   none: a record without a payload is left out.
//   Threads  one at a time; any number may read between two calls of Reset.
//   Cost     Reset is two passes over the records.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class DossierView {
 public:
  // `enterprise` may be null: then what is read from it is missing. A RecordIndex is a position in
  // `records`. Everything must outlive the use of the view, the array of pointers too.
  void Reset(const v1::Enterprise* enterprise, const v1::Date& valid_at,
             std::span<const v1::RecordVersion* const> records);

  const v1::Enterprise* enterprise() const { return enterprise_; }
  Day valid_at() const { return valid_at_; }
  size_t record_count() const { return records_.size(); }
  const v1::RecordVersion& record(RecordIndex index) const {
    return *records_[static_cast<size_t>(index)];
  }

  // The payloads of a kind as message values whose origin is the record.
  std::span<const Value> OfKind(v1::RecordKind kind) const;

  // The report of the year, or missing without a cause. Of several: verified before declared before
  // disputed, then the newest revision, then the least record id.
  Value AnnualReport(int64_t year) const;

  // The profile in force, or missing without a cause. Of those whose period holds valid_at: the
  // latest valid_from, then the newest revision, then the least record id.
  const Value& profile() const { return profile_; }

  // Whether valid_at lies in the record's period, both ends included.
  bool IsValid(RecordIndex index) const {
    return standing_[static_cast<size_t>(index)] == Standing::kValid;
  }
  // Whether some day of first..last lies in it, both ends included.
  bool IsValidWithin(RecordIndex index, Day first, Day last) const;

 private:
  struct YearReport {
    int64_t year;
    Value report;
  };

  enum class Standing : uint8_t { kLeftOut, kExpired, kValid };

  Standing StandingOf(const v1::Record& record) const;
  void Prefetch() const;
  void Group();
  void ChooseReports();
  void ChooseProfile();

  static constexpr size_t kKindsMax = 32;

  const v1::Enterprise* enterprise_ = nullptr;
  Day valid_at_;
  std::span<const v1::RecordVersion* const> records_;
  std::vector<Standing> standing_;  // by RecordIndex
  std::vector<Value> by_kind_;
  std::array<uint32_t, kKindsMax + 1> begin_{};
  std::vector<YearReport> reports_;
  Value profile_;
};

}  // namespace jifen::scoring::expression
