#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "absl/time/clock.h"
#include "proto/model/calendar.h"
#include "tools/jifen/client/generation_calls.h"
#include "tools/jifen/client/status_decoding.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/export/export_line.h"
#include "tools/jifen/export/finished_file.h"
#include "tools/jifen/export/part_file.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/progress.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/figures.h"

namespace jifen::tools::cli {
namespace {

constexpr std::chrono::milliseconds kPause{250};
constexpr absl::Duration kAgeMax = absl::Hours(24);

class Exporter {
 public:
  Exporter(const Context& context, const GenerationExportArguments& arguments, PartFile& part,
           v1::Generation generation, const v1::Scheme& scheme)
      : context_(context),
        arguments_(arguments),
        part_(part),
        generation_(std::move(generation)),
        format_(context.terminal.language, scheme) {}

  // Takes up what another run left behind, if it is of the same.
  absl::Status Prepare() {
    if (arguments_.overwrite) return absl::OkStatus();
    const absl::StatusOr<std::optional<PartLeft>> left = part_.Left();
    if (!left.ok()) return left.status();
    if (!left->has_value()) return absl::OkStatus();
    const PartIdentity& identity = (*left)->identity;
    const bool same = identity.generation_id == generation_.generation_id() &&
                      identity.language == LanguageName() &&
                      (arguments_.revision == 0 || arguments_.revision == identity.revision);
    if (!same) return Other(identity);
    if (arguments_.revision == 0 && !TellAge(**left)) return absl::OkStatus();
    if (absl::Status status = part_.GoOn(identity); !status.ok()) return status;
    identity_ = identity;
    if (part_.sums().lines > 0 && !context_.json) {
      Tell(context_.Words(Phrase::kExportResumed, {CountText(part_.sums().lines)}));
    }
    return absl::OkStatus();
  }

  // Until the whole is there. A lost connection is tried again until the timeout has passed without a line.
  absl::Status Receive(const Connection& connection) {
    heard_at_ = absl::Now();
    while (true) {
      const absl::Status status =
          Export(connection, NextRequest(),
                 [this](const v1::ExportResponse& response) { return Take(response); });
      progress_.reset();
      if (const absl::Status flushed = part_.Flush(); !flushed.ok()) return flushed;
      if (end_.has_value()) return absl::OkStatus();
      const bool lost =
          status.ok() || status.code() == absl::StatusCode::kCancelled || IsWorthARetry(status);
      const bool patient = absl::Now() - heard_at_ < connection.options().timeout;
      if (!lost || !patient) return Stopped(status);
      TellLoss();
      std::this_thread::sleep_for(kPause);
    }
  }

  // Whether what lies on the disk is what the server counted.
  absl::Status Verify() {
    std::string differing;
    const auto compare = [&differing](const char* name, const std::string& got,
                                      const std::string& want) {
      if (got == want) return;
      differing += (differing.empty() ? "" : ", ") + std::string(name) + " " + got + " / " + want;
    };
    cards_sha256_ = part_.CardsDigest();
    compare("lines", std::to_string(part_.sums().lines), std::to_string(end_->lines()));
    compare("scored", std::to_string(part_.sums().scored), std::to_string(end_->scored()));
    compare("cards_sha256", cards_sha256_, end_->cards_sha256());
    if (CompareDecimals(part_.sums().total_sum, end_->total_sum()) != 0) {
      compare("total_sum", part_.sums().total_sum, end_->total_sum());
    }
    if (differing.empty()) return absl::OkStatus();
    part_.Drop();
    return absl::DataLossError(context_.Words(Phrase::kExportDiffers, {differing}) + " " +
                               context_.Words(Phrase::kExportDiffersNext));
  }

  absl::Status Finish() { return part_.Finish(ManifestText()); }

  // A file's name need not be UTF-8.
  std::string ManifestText() {
    return ManifestJson().dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
           "\n";
  }

  nlohmann::ordered_json ManifestJson() {
    const v1::RunPlan& plan = generation_.plan();
    if (file_sha256_.empty()) file_sha256_ = part_.FileDigest();
    return {{"generation_id", generation_.generation_id()},
            {"scheme_id", plan.scheme_id()},
            {"scheme_version", plan.scheme_version()},
            {"scheme_sha256", plan.scheme_sha256()},
            {"year", plan.year()},
            {"valid_at", plan.has_valid_at() ? model::FormatDate(plan.valid_at()) : ""},
            {"known_at", plan.known_at()},
            {"completed_revision", generation_.completed_revision()},
            {"revision", identity_->revision},
            {"lines", part_.sums().lines},
            {"scored", part_.sums().scored},
            {"total_sum", end_->total_sum()},
            {"cards_sha256", cards_sha256_},
            {"csv",
             {{"file", std::filesystem::path(arguments_.out).filename().string()},
              {"bytes", part_.bytes()},
              {"sha256", file_sha256_}}},
            {"columns", columns_}};
  }

  Page Report() const {
    Page page;
    const PartSums& sums = part_.sums();
    const auto add = [&](const std::string& text, Style style) {
      page.AddWrapped(Line(), Line(text, style), context_.terminal.width);
    };
    add(context_.Words(Phrase::kExported,
                       {arguments_.out, CountText(sums.lines), CountText(sums.scored),
                        std::to_string(identity_->revision)}),
        Style::kPlain);
    add(context_.Words(Phrase::kManifest, {ManifestPathOf(arguments_.out).string()}),
        Style::kPlain);
    add(context_.Words(Phrase::kExportVerified), Style::kGood);
    return page;
  }

 private:
  void Tell(const std::string& text) const { context_.err << text << "\n" << std::flush; }

  // Nobody named the revision: whoever reads the file must know that it is not of today. False if it is too old to go on.
  bool TellAge(const PartLeft& left) const {
    const bool fresh = absl::Now() - left.begun_at <= kAgeMax;
    google::protobuf::Timestamp begun_at;
    begun_at.set_seconds(absl::ToUnixSeconds(left.begun_at));
    Tell(context_.Words(fresh ? Phrase::kExportGoesOn : Phrase::kExportTooOld,
                        {TimeText(begun_at), std::to_string(left.identity.revision)}));
    return fresh;
  }

  v1::ExportRequest NextRequest() const {
    v1::ExportRequest request;
    request.mutable_name()->set_generation_id(generation_.generation_id());
    request.set_revision(identity_.has_value() ? identity_->revision : arguments_.revision);
    request.set_after_enterprise_id(part_.sums().last_enterprise_id);
    return request;
  }

  absl::Status Take(const v1::ExportResponse& response) {
    if (response.has_heading()) return TakeHeading(response.heading());
    if (response.has_end()) {
      end_ = response.end();
      return absl::OkStatus();
    }
    if (columns_.empty()) {
      return absl::DataLossError("the export does not begin with its heading");
    }
    for (const v1::ExportLine& line : response.lines().lines()) {
      const v1::RankedScore& score = line.score();
      const absl::Status status = part_.Append({.text = format_.Line(line),
                                                .enterprise_id = score.enterprise_id(),
                                                .total = score.has_total() ? score.total() : "",
                                                .card_sha256 = line.card_sha256()});
      if (!status.ok()) return status;
    }
    heard_at_ = absl::Now();
    lost_ = false;
    const uint64_t lines = part_.sums().lines;
    // A generation that is kept up may have grown since.
    const uint64_t all = std::max(lines, generation_.tally().enterprises());
    if (!progress_.has_value()) progress_.emplace(context_, context_.Words(Phrase::kExporting));
    progress_->Update({.done = static_cast<int64_t>(lines),
                       .total = static_cast<int64_t>(all),
                       .note = CountText(lines) + " / " + CountText(all)},
                      heard_at_);
    return absl::OkStatus();
  }

  absl::Status TakeHeading(const v1::ExportHeading& heading) {
    const PartIdentity now{.generation_id = heading.generation().generation_id(),
                           .revision = heading.revision(),
                           .language = LanguageName(),
                           .heading = format_.HeadingLine(heading)};
    columns_ = format_.Headings(heading);
    if (!identity_.has_value()) {
      identity_ = now;
      return part_.Begin(now);
    }
    return now == *identity_ ? absl::OkStatus()
                             : absl::DataLossError("the server went on with another export");
  }

  std::string LanguageName() const {
    return context_.terminal.language == Language::kChinese ? "zh" : "en";
  }

  absl::Status Other(const PartIdentity& left) const {
    const std::string of = left.generation_id + ", " +
                           context_.Words(Phrase::kKnownAtOf, {std::to_string(left.revision)});
    return absl::AlreadyExistsError(
        context_.Words(Phrase::kExportOther, {arguments_.out + ".part", of}) + " " +
        context_.Words(Phrase::kExportOtherNext));
  }

  void TellLoss() {
    if (!lost_ && !context_.json) {
      context_.err << context_.Words(Phrase::kExportLost) << "\n" << std::flush;
    }
    lost_ = true;
  }

  absl::Status Stopped(const absl::Status& status) const {
    const absl::Status why =
        status.ok() ? absl::UnavailableError("the server ended the export before its end") : status;
    if (part_.sums().lines > 0 && !context_.json) {
      context_.err << context_.Words(arguments_.overwrite ? Phrase::kExportStoppedAnew
                                                          : Phrase::kExportStopped,
                                     {CountText(part_.sums().lines)})
                   << "\n"
                   << std::flush;
    }
    return why;
  }

  const Context& context_;
  const GenerationExportArguments& arguments_;
  PartFile& part_;
  v1::Generation generation_;
  ExportFormat format_;
  std::optional<Progress> progress_;
  std::optional<PartIdentity> identity_;
  std::vector<std::string> columns_;
  std::optional<v1::ExportEnd> end_;
  std::string cards_sha256_, file_sha256_;
  absl::Time heard_at_;
  bool lost_ = false;
};

// Ends what a crash left almost ended.
absl::Status CompleteLast(const Context& context, const std::string& out) {
  const absl::StatusOr<bool> completed = CompleteNames(context, out);
  if (!completed.ok()) return completed.status();
  if (*completed) {
    context.err << context.Words(Phrase::kExportCompleted, {ManifestPathOf(out).string()}) << "\n"
                << std::flush;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const GenerationExportArguments& arguments) {
  PartFile part(context, arguments.out);
  // The lock first: what lies there would be another's to change otherwise.
  absl::Status status = part.Lock();
  if (status.ok()) status = CompleteLast(context, arguments.out);
  if (status.ok()) status = CheckExportPlaces(context, arguments.out, arguments.overwrite);
  if (!status.ok()) return status;
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<v1::Generation> generation = PickGeneration(*connection, arguments.pick);
  if (!generation.ok()) return generation.status();
  const auto scheme = SchemeOfPlan(*connection, generation->plan());
  if (!scheme.ok()) return scheme.status();
  Exporter exporter(context, arguments, part, *generation, scheme->scheme());
  status = exporter.Prepare();
  if (status.ok()) status = exporter.Receive(*connection);
  if (status.ok()) status = exporter.Verify();
  if (status.ok()) status = exporter.Finish();
  if (!status.ok()) return status;
  if (context.json) {
    context.out << exporter.ManifestText() << std::flush;
  } else {
    context.Print(exporter.Report());
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
