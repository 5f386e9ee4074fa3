#include "tools/bench/rescore_phases.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "proto/model/calendar.h"
#include "proto/model/sha256.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/evaluator.h"
#include "storage/tables/dossier.h"
#include "storage/tables/key_layout.h"
#include "tools/bench/stopwatch.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;
using scoring::evaluate::Evaluator;
using scoring::scheme::CompiledScheme;

constexpr size_t kBatch = 512;
constexpr int kYear = 0;  // that before valid_at

// Of the generator's dossiers.
v1::Date ValidAt() { return model::MakeDate(2025, 6, 30); }

absl::StatusOr<std::vector<std::string>> FirstIds(const kv::Snapshot& snapshot, size_t count) {
  const std::string prefix(1, static_cast<char>(tables::Prefix::kEnterprise));
  const std::unique_ptr<kv::Cursor> cursor = snapshot.Scan(kv::PrefixRange(prefix));
  std::vector<std::string> ids;
  for (; cursor->Valid() && ids.size() < count; cursor->Next()) {
    ids.emplace_back(cursor->key().substr(1));
  }
  if (!cursor->status().ok()) return cursor->status();
  return ids;
}

// Some enterprises, brought through one step after the other.
class Batch {
 public:
  Batch(const kv::Snapshot& snapshot, const CompiledScheme& scheme)
      : snapshot_(snapshot), scheme_(scheme) {}

  absl::Status Read(std::string id) {
    absl::StatusOr<v1::Dossier> dossier =
        tables::GetDossier(snapshot_, {.enterprise_id = std::move(id), .valid_at = ValidAt()});
    if (dossier.ok()) dossiers_.push_back(*std::move(dossier));
    return dossier.status();
  }

  absl::Status Evaluate() {
    for (const v1::Dossier& dossier : dossiers_) {
      const auto evaluation = evaluator_.Evaluate(scheme_, dossier, kYear);
      if (!evaluation.ok()) return evaluation.status();
    }
    return absl::OkStatus();
  }

  absl::Status Score() {
    for (const v1::Dossier& dossier : dossiers_) {
      absl::StatusOr<v1::ScoreCard> card =
          scoring::evaluate::Score(scheme_, dossier, kYear, &evaluator_);
      if (!card.ok()) return card.status();
      cards_.push_back(*std::move(card));
    }
    return absl::OkStatus();
  }

  absl::Status Serialize() {
    for (const v1::ScoreCard& card : cards_) bytes_.push_back(scoring::evaluate::CardBytes(card));
    return absl::OkStatus();
  }

  absl::Status Hash() {
    for (const std::string& bytes : bytes_) digest_.Add(model::Sha256Of(bytes));
    return absl::OkStatus();
  }

  void Clear() {
    dossiers_.clear();
    cards_.clear();
    bytes_.clear();
  }

  const std::vector<v1::Dossier>& dossiers() const { return dossiers_; }
  std::vector<std::string>& bytes() { return bytes_; }

 private:
  const kv::Snapshot& snapshot_;
  const CompiledScheme& scheme_;
  Evaluator evaluator_;
  std::vector<v1::Dossier> dossiers_;
  std::vector<v1::ScoreCard> cards_;
  std::vector<std::string> bytes_;
  model::Sha256 digest_;
};

// Adds the nanoseconds of the step.
template <typename Step>
absl::Status Time(double& nanoseconds, Step step) {
  const Stopwatch watch;
  absl::Status status = step();
  nanoseconds += watch.seconds() * 1e9;
  return status;
}

absl::Status TimeBatch(const std::vector<std::string>& ids, Batch& batch, PhaseFigures& sum) {
  absl::Status status = Time(sum.read_ns, [&] {
    absl::Status read;
    for (size_t i = 0; i < ids.size() && read.ok(); ++i) read = batch.Read(ids[i]);
    return read;
  });
  if (status.ok()) status = Time(sum.evaluate_ns, [&] { return batch.Evaluate(); });
  if (status.ok()) status = Time(sum.card_ns, [&] { return batch.Score(); });
  if (status.ok()) status = Time(sum.bytes_ns, [&] { return batch.Serialize(); });
  if (status.ok()) status = Time(sum.sha256_ns, [&] { return batch.Hash(); });
  for (const v1::Dossier& dossier : batch.dossiers()) sum.records += dossier.records_size();
  for (const std::string& bytes : batch.bytes()) {
    sum.card_bytes += static_cast<double>(bytes.size());
  }
  return status;
}

PhaseFigures MeansOf(PhaseFigures sum, size_t enterprises) {
  const auto count = static_cast<double>(enterprises);
  sum.enterprises = static_cast<int64_t>(enterprises);
  sum.card_ns -= sum.evaluate_ns;
  for (double* figure : {&sum.records, &sum.read_ns, &sum.evaluate_ns, &sum.card_ns, &sum.bytes_ns,
                         &sum.sha256_ns, &sum.card_bytes}) {
    *figure /= count;
  }
  return sum;
}

}  // namespace

absl::StatusOr<PhaseFigures> MeasurePhases(const kv::Snapshot& snapshot,
                                           const CompiledScheme& scheme, size_t enterprises_max) {
  const absl::StatusOr<std::vector<std::string>> ids = FirstIds(snapshot, enterprises_max);
  if (!ids.ok()) return ids.status();
  if (ids->empty()) return absl::NotFoundError("no enterprise is registered");
  Batch batch(snapshot, scheme);
  PhaseFigures sum;
  for (size_t begin = 0; begin < ids->size(); begin += kBatch) {
    const auto first = ids->begin() + static_cast<std::ptrdiff_t>(begin);
    const size_t count = std::min(kBatch, ids->size() - begin);
    const std::vector<std::string> some(first, first + static_cast<std::ptrdiff_t>(count));
    if (absl::Status status = TimeBatch(some, batch, sum); !status.ok()) return status;
    batch.Clear();
  }
  return MeansOf(sum, ids->size());
}

absl::StatusOr<std::vector<std::string>> FirstCards(const kv::Snapshot& snapshot,
                                                    const CompiledScheme& scheme,
                                                    size_t enterprises_max) {
  absl::StatusOr<std::vector<std::string>> ids = FirstIds(snapshot, enterprises_max);
  if (!ids.ok()) return ids.status();
  Batch batch(snapshot, scheme);
  absl::Status status;
  for (size_t i = 0; i < ids->size() && status.ok(); ++i) status = batch.Read((*ids)[i]);
  if (status.ok()) status = batch.Score();
  if (status.ok()) status = batch.Serialize();
  if (!status.ok()) return status;
  return std::move(batch.bytes());
}

}  // namespace jifen::bench
