#include "services/generation/export.h"

#include <string>
#include <utility>

#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "services/generation/ranking.h"
#include "services/rescoring/run_tally.h"
#include "storage/tables/generation_scores.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;

constexpr int kLinesPerPart = 1000;
constexpr size_t kPartBytesMax = size_t{1} << 20;

absl::Status ReadRequest(const v1::ExportRequest& request, PinnedGeneration* pinned) {
  const bool goes_on = request.revision() != 0 || !request.after_enterprise_id().empty();
  if (goes_on && !request.name().has_generation_id()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "another generation may be published by now",
                            .path = "name.generation_id",
                            .want = "the generation that the export began with"});
  }
  if (request.revision() != 0) {
    const auto first = pinned->generation.completed_revision();
    if (request.revision() < first || request.revision() > pinned->at) {
      return model::ToStatus(
          {.reason = v1::REASON_OUT_OF_RANGE,
           .path = "revision",
           .got = std::to_string(request.revision()),
           .want = "0, or " + std::to_string(first) + ".." + std::to_string(pinned->at)});
    }
    pinned->at = request.revision();
  }
  if (request.after_enterprise_id().empty()) return absl::OkStatus();
  return model::WithPathPrefix(model::CheckCreditCode(request.after_enterprise_id()),
                               "after_enterprise_id");
}

// Sends lines in parts, and sums up all of them.
class Exporter {
 public:
  Exporter(const PinnedGeneration& pinned, const scoring::scheme::CompiledScheme& scheme,
           const std::function<bool(const v1::ExportResponse&)>& write, uint64_t left_out_per_part)
      : pinned_(pinned), scheme_(scheme), write_(write), left_out_per_part_(left_out_per_part) {}

  absl::Status Export(const std::string& after) {
    if (absl::Status status = WriteHeading(); !status.ok() || gone_) return status;
    const absl::Status status = tables::ForEachGenerationScore(
        *pinned_.snapshot, {.generation_id = pinned_.id(), .at = pinned_.at},
        [&](std::string_view id, const storage::v1::StoredScore& score) -> absl::StatusOr<bool> {
          if (absl::Status added = Count(score); !added.ok()) return added;
          if (id > after) {
            AddLine(id, score);
          } else if (lines_ % left_out_per_part_ == 0) {
            gone_ = !write_(EmptyPart());
          }
          if (part_.lines().lines_size() == kLinesPerPart || part_bytes_ > kPartBytesMax) Flush();
          return !gone_;
        });
    if (!status.ok() || gone_) return status;
    Flush();
    WriteEnd();
    return absl::OkStatus();
  }

 private:
  absl::Status WriteHeading() {
    absl::StatusOr<v1::Generation> message = ToMessage(*pinned_.snapshot, pinned_.generation);
    if (!message.ok()) return message.status();
    v1::ExportResponse response;
    v1::ExportHeading* heading = response.mutable_heading();
    *heading->mutable_generation() = *std::move(message);
    heading->set_revision(pinned_.at);
    for (const v1::Category& category : scheme_.message().categories()) {
      for (const v1::Indicator& indicator : category.indicators()) {
        heading->add_indicator_ids(indicator.id());
        heading->add_indicator_titles_zh(indicator.title().zh());
        heading->add_indicator_titles_en(indicator.title().en());
      }
    }
    gone_ = !write_(response);
    return absl::OkStatus();
  }

  absl::Status Count(const storage::v1::StoredScore& score) {
    ++lines_;
    digest_.Add(score.card_sha256());
    return tally_.Add(scheme_.message(), score, 1);
  }

  void AddLine(std::string_view id, const storage::v1::StoredScore& score) {
    v1::ExportLine* line = part_.mutable_lines()->add_lines();
    *line->mutable_score() = LineOf({.plan = pinned_.plan(),
                                     .generation_id = pinned_.id(),
                                     .scheme = scheme_.message(),
                                     .enterprise_id = id},
                                    score);
    *line->mutable_points() = score.points();
    part_bytes_ += line->ByteSizeLong();
    line->set_card_sha256(score.card_sha256());
    line->set_known_at(score.known_at());
  }

  static v1::ExportResponse EmptyPart() {
    v1::ExportResponse response;
    response.mutable_lines();
    return response;
  }

  void Flush() {
    if (part_.lines().lines().empty() || gone_) return;
    gone_ = !write_(part_);
    part_.Clear();
    part_bytes_ = 0;
  }

  void WriteEnd() {
    if (gone_) return;
    v1::ExportResponse response;
    v1::ExportEnd* end = response.mutable_end();
    end->set_lines(lines_);
    end->set_scored(tally_.scored());
    end->set_total_sum(tally_.ToMessage().total_sum());
    end->set_cards_sha256(model::HexOf(digest_.Finish()));
    gone_ = !write_(response);
  }

  const PinnedGeneration& pinned_;
  const scoring::scheme::CompiledScheme& scheme_;
  const std::function<bool(const v1::ExportResponse&)>& write_;
  const uint64_t left_out_per_part_;
  v1::ExportResponse part_;
  size_t part_bytes_ = 0;
  uint64_t lines_ = 0;
  rescoring::RunTally tally_;
  model::Sha256 digest_;
  bool gone_ = false;  // whoever reads
};

}  // namespace

absl::Status ExportGeneration(PinnedGeneration pinned,
                              const scoring::scheme::CompiledScheme& scheme,
                              const v1::ExportRequest& request,
                              const std::function<bool(const v1::ExportResponse&)>& write,
                              uint64_t left_out_per_part) {
  if (absl::Status status = ReadRequest(request, &pinned); !status.ok()) return status;
  return Exporter(pinned, scheme, write, left_out_per_part).Export(request.after_enterprise_id());
}

}  // namespace jifen::services::generation
