#include "scoring/expression/dossier_view.h"

#include <algorithm>
#include <tuple>

#include "scoring/expression/field_reader.h"

namespace jifen::scoring::expression {
namespace {

size_t KindNumber(const v1::Record& record) { return static_cast<size_t>(record.payload_case()); }

// Verified before declared before disputed.
int VerificationRank(const v1::Record& record) {
  switch (record.provenance().verification()) {
    case v1::VERIFICATION_STATE_VERIFIED:
      return 0;
    case v1::VERIFICATION_STATE_DISPUTED:
      return 2;
    default:
      return 1;
  }
}

// Whether a later version of equal rank counts before another.
bool IsNewer(const v1::RecordVersion& a, const v1::RecordVersion& b) {
  if (a.revision() != b.revision()) return a.revision() > b.revision();
  return a.record().record_id() < b.record().record_id();
}

bool ReportCountsBefore(const v1::RecordVersion& a, const v1::RecordVersion& b) {
  const int rank_a = VerificationRank(a.record());
  const int rank_b = VerificationRank(b.record());
  return rank_a != rank_b ? rank_a < rank_b : IsNewer(a, b);
}

bool ProfileCountsBefore(const v1::RecordVersion& a, const v1::RecordVersion& b) {
  const Day from_a = DayOf(a.record().valid_from());
  const Day from_b = DayOf(b.record().valid_from());
  return from_a != from_b ? from_a > from_b : IsNewer(a, b);
}

int64_t YearOf(const Value& report) {
  return static_cast<const v1::AnnualReport&>(report.AsMessage()).year();
}

// Joined origins count down: row of the year and basis in one number.
constexpr RecordIndex kFirstJoined = kNoRecord - 1;
constexpr size_t kBasesMax = 8;
static_assert(v1::RdBasis_ARRAYSIZE <= kBasesMax);

RecordIndex JoinedOrigin(size_t row, v1::RdBasis basis) {
  return kFirstJoined - static_cast<RecordIndex>(row * kBasesMax + static_cast<size_t>(basis));
}

}  // namespace

void DossierView::Reset(const v1::Enterprise* enterprise, const v1::Date& valid_at,
                        std::span<const v1::RecordVersion* const> records) {
  enterprise_ = enterprise;
  valid_at_ = DayOf(valid_at);
  records_ = records;
  Prefetch();
  Group();
  GroupReports();
  ChooseProfile();
}

DossierView::Standing DossierView::StandingOf(const v1::Record& record) const {
  const bool included = record.payload_case() != v1::Record::PAYLOAD_NOT_SET &&
                        KindNumber(record) < kKindsMax && DayOf(record.valid_from()) <= valid_at_ &&
                        record.provenance().verification() != v1::VERIFICATION_STATE_WITHDRAWN;
  if (!included) return Standing::kLeftOut;
  const bool expired = record.has_valid_to() && DayOf(record.valid_to()) < valid_at_;
  return expired ? Standing::kExpired : Standing::kValid;
}

// The messages of a dossier lie all over memory. Asking for all of them before the first is read lets
// the processor fetch them side by side, which saves about a fifth of the
// evaluation of a card.
void DossierView::Prefetch() const {
  for (const v1::RecordVersion* version : records_) __builtin_prefetch(&version->record());
  for (const v1::RecordVersion* version : records_) {
    const v1::Record& record = version->record();
    __builtin_prefetch(&record.valid_from());
    __builtin_prefetch(&record.valid_to());
    __builtin_prefetch(&record.provenance());
    PrefetchPayload(record);
  }
}

// Counts, then places: begin_[k] is where the records of kind k begin.
void DossierView::Group() {
  begin_.fill(0);
  standing_.resize(records_.size());
  for (size_t i = 0; i < records_.size(); ++i) {
    const v1::Record& record = records_[i]->record();
    standing_[i] = StandingOf(record);
    PrefetchDays(record);
    if (standing_[i] != Standing::kLeftOut) ++begin_[KindNumber(record) + 1];
  }
  for (size_t kind = 1; kind < begin_.size(); ++kind) begin_[kind] += begin_[kind - 1];
  by_kind_.resize(begin_.back());
  std::array<uint32_t, kKindsMax + 1> next = begin_;
  for (size_t i = 0; i < records_.size(); ++i) {
    if (standing_[i] == Standing::kLeftOut) continue;
    const v1::Record& record = records_[i]->record();
    by_kind_[next[KindNumber(record)]++] =
        Value::Message(PayloadOf(record), static_cast<RecordIndex>(i));
  }
}

const google::protobuf::Message& DossierView::PayloadAt(RecordIndex index) const {
  return *PayloadOf(record(index).record());
}

std::span<const Value> DossierView::OfKind(v1::RecordKind kind) const {
  const auto k = static_cast<size_t>(kind);
  if (k >= kKindsMax) return {};
  return std::span(by_kind_).subspan(begin_[k], begin_[k + 1] - begin_[k]);
}

void DossierView::GroupReports() {
  years_.clear();
  ranked_.clear();
  bool several = false;
  for (const Value& report : OfKind(v1::RECORD_KIND_ANNUAL_REPORT)) {
    const int64_t year = YearOf(report);
    const auto same = std::find_if(years_.begin(), years_.end(),
                                   [year](const YearReport& row) { return row.year == year; });
    if (same == years_.end()) {
      years_.push_back({.year = year, .report = report});
    } else {
      ++same->count;
      several = true;
    }
  }
  for (size_t row = 0; several && row < years_.size(); ++row) {
    if (years_[row].count > 1) RankReports(row);
  }
}

void DossierView::RankReports(size_t row) {
  YearReport& year = years_[row];
  year.begin = static_cast<uint32_t>(ranked_.size());
  for (const Value& report : OfKind(v1::RECORD_KIND_ANNUAL_REPORT)) {
    if (YearOf(report) == year.year) ranked_.push_back(report);
  }
  std::sort(ranked_.begin() + year.begin, ranked_.end(), [this](const Value& a, const Value& b) {
    return ReportCountsBefore(record(a.origin()), record(b.origin()));
  });
  year.report =
      Value::Message(&ranked_[year.begin].AsMessage(), JoinedOrigin(row, v1::RD_BASIS_UNSPECIFIED));
}

void DossierView::ChooseProfile() {
  profile_ = Value();
  for (const Value& profile : OfKind(v1::RECORD_KIND_PROFILE)) {
    if (!IsValid(profile.origin())) continue;
    if (!profile_.IsPresent() ||
        ProfileCountsBefore(record(profile.origin()), record(profile_.origin()))) {
      profile_ = profile;
    }
  }
}

Value DossierView::AnnualReport(int64_t year) const {
  for (const YearReport& row : years_) {
    if (row.year == year) return row.report;
  }
  return Value();
}

Value DossierView::AnnualReport(int64_t year, v1::RdBasis basis) const {
  const auto row = std::find_if(years_.begin(), years_.end(),
                                [year](const YearReport& known) { return known.year == year; });
  if (row == years_.end()) return Value();
  if (row->count == 1) return HasBasis(row->report, basis) ? row->report : Value();
  Value best;
  int count = 0;
  for (const Value& report : std::span(ranked_).subspan(row->begin, row->count)) {
    if (!HasBasis(report, basis)) continue;
    if (++count == 1) best = report;
  }
  if (count > 1) best.set_origin(JoinedOrigin(static_cast<size_t>(row - years_.begin()), basis));
  return best;
}

DossierView::JoinedReports DossierView::Reports(RecordIndex joined) const {
  const auto number = static_cast<size_t>(kFirstJoined - joined);
  const YearReport& row = years_[number / kBasesMax];
  return {.reports = std::span(ranked_).subspan(row.begin, row.count),
          .basis = static_cast<v1::RdBasis>(number % kBasesMax)};
}

RecordIndex DossierView::BestOf(RecordIndex origin) const {
  if (!IsJoined(origin)) return origin;
  const auto [reports, basis] = Reports(origin);
  for (const Value& report : reports) {
    if (HasBasis(report, basis)) return report.origin();
  }
  return kNoRecord;
}

void DossierView::AddJoined(RecordIndex joined, RecordSet* records) const {
  const auto [reports, basis] = Reports(joined);
  for (const Value& report : reports) {
    if (HasBasis(report, basis)) records->Add(report.origin());
  }
}

bool DossierView::IsValidWithin(RecordIndex index, Day first, Day last) const {
  const v1::Record& r = record(index).record();
  if (last < first || last < DayOf(r.valid_from())) return false;
  return !r.has_valid_to() || first <= DayOf(r.valid_to());
}

}  // namespace jifen::scoring::expression
