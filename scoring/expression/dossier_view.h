// scoring/expression/dossier_view.h: a dossier as expressions read it: records by kind, annual
// reports by year, the profile in force.
//
//   Shape    borrows everything; a view is reused from dossier to dossier without allocation.
//   Range    records that begin after valid_at, and withdrawn ones, are left out. Records of a kind
//            keep the order in which they are given: give them by kind and record id.
//   Errors   none: a record without a payload is left out.
//   Threads  one at a time; any number may read between two calls of Reset.
//   Cost     Reset is two passes over the records. Only years with several reports cost more: they are
//            ranked once, and a field is looked for in one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"
#include "scoring/expression/record_set.h"
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

  const google::protobuf::Message& PayloadAt(RecordIndex index) const;

  // The payloads of a kind as message values whose origin is the record.
  std::span<const Value> OfKind(v1::RecordKind kind) const;

  // What is known of the year, or missing without a cause. Of one report: that record. Of several: the
  // best of them as a message with an origin that IsJoined and stands for all: Reports says which.
  // Best is verified before declared before disputed, then the newest revision, then the least id.
  Value AnnualReport(int64_t year) const;
  // The same of the reports with this meaning of R&D spending (口径).
  Value AnnualReport(int64_t year, v1::RdBasis basis) const;

  // The reports of an origin that IsJoined, the best first, and the meaning that they must have:
  // RD_BASIS_UNSPECIFIED for any. Skip those that have not.
  struct JoinedReports {
    std::span<const Value> reports;
    v1::RdBasis basis;
  };
  JoinedReports Reports(RecordIndex joined) const;
  bool HasBasis(const Value& report, v1::RdBasis basis) const {
    return basis == v1::RD_BASIS_UNSPECIFIED ||
           record(report.origin()).record().provenance().basis() == basis;
  }
  // The record of an origin; the best one of an origin that IsJoined.
  RecordIndex BestOf(RecordIndex origin) const;
  // Adds the record of an origin to a set; all of them for an origin that IsJoined.
  void AddRecords(RecordIndex origin, RecordSet* records) const {
    IsJoined(origin) ? AddJoined(origin, records) : records->Add(origin);
  }

  // The profile in force, or missing without a cause. Of those whose period holds valid_at: the
  // latest valid_from, then the newest revision, then the least record id.
  const Value& profile() const { return profile_; }

  // Whether valid_at lies in the record's period, both ends included. Not of an origin that IsJoined.
  bool IsValid(RecordIndex index) const {
    return standing_[static_cast<size_t>(index)] == Standing::kValid;
  }
  // Whether some day of first..last lies in it, both ends included.
  bool IsValidWithin(RecordIndex index, Day first, Day last) const;

 private:
  struct YearReport {
    int64_t year;
    Value report;        // what AnnualReport gives
    uint32_t begin = 0;  // of its reports in ranked_, if there are several
    uint32_t count = 1;
  };

  enum class Standing : uint8_t { kLeftOut, kExpired, kValid };

  Standing StandingOf(const v1::Record& record) const;
  void Prefetch() const;
  void Group();
  void AddJoined(RecordIndex joined, RecordSet* records) const;
  void GroupReports();
  void RankReports(size_t row);
  void ChooseProfile();

  static constexpr size_t kKindsMax = 32;

  const v1::Enterprise* enterprise_ = nullptr;
  Day valid_at_;
  std::span<const v1::RecordVersion* const> records_;
  std::vector<Standing> standing_;  // by RecordIndex
  std::vector<Value> by_kind_;
  std::array<uint32_t, kKindsMax + 1> begin_{};
  std::vector<YearReport> years_;
  std::vector<Value> ranked_;  // the reports of years with several of them
  Value profile_;
};

}  // namespace jifen::scoring::expression
