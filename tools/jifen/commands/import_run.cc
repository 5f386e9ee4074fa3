#include "tools/jifen/commands/import_run.h"

#include <algorithm>
#include <deque>
#include <map>

#include "absl/time/clock.h"
#include "tools/jifen/client/import_stream.h"
#include "tools/jifen/client/status_decoding.h"
#include "tools/jifen/commands/import_source.h"
#include "tools/jifen/progress.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/table_import/duplicate_index.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::cli {
namespace {

using table_import::DuplicateIndex;
using table_import::RowFault;
using table_import::SourcedRow;
using table_import::SourceRow;
using table_import::Step;
using table_import::TableSource;

// Gathers what became of the rows.
class Ledger {
 public:
  explicit Ledger(ImportOutcome& outcome) : outcome_(outcome) {}

  FileCounts& Of(const std::string& file) {
    const auto [found, added] = index_.try_emplace(file, outcome_.files.size());
    if (added) outcome_.files.push_back({.file = file});
    return outcome_.files[found->second];
  }

  void AddFault(const RowFault& fault) {
    FileCounts& counts = Of(fault.file);
    if (!fault.warning) ++counts.refused;
    counts.unread = counts.unread || fault.unread;
    KeepFirst(fault);
    outcome_.report.Add(fault);
  }

  void AddResult(const SourceRow& where, const DuplicateIndex::Keys& keys,
                 const v1::ImportResult& result) {
    if (result.has_error()) {
      return AddFault(table_import::Locate(where, taken_.Explain(keys, result.error())));
    }
    taken_.Note(keys, where);
    FileCounts& counts = Of(where.file());
    if (result.change() == v1::CHANGE_CREATED) ++counts.created;
    if (result.change() == v1::CHANGE_UPDATED) ++counts.updated;
    if (result.change() == v1::CHANGE_UNCHANGED) ++counts.unchanged;
  }

  // A row that was taken before this run.
  void AddEarlier(const SourceRow& where, const DuplicateIndex::Keys& keys) {
    taken_.Note(keys, where);
    ++Of(where.file()).earlier;
  }

 private:
  void KeepFirst(const RowFault& fault) {
    std::vector<RowFault>& first = outcome_.first_faults;
    const auto before = [](const RowFault& left, const RowFault& right) {
      return std::pair(left.file_order, left.row) < std::pair(right.file_order, right.row);
    };
    first.insert(std::upper_bound(first.begin(), first.end(), fault, before), fault);
    if (first.size() > kFaultsShown) first.pop_back();
  }

  ImportOutcome& outcome_;
  std::map<std::string, size_t> index_;
  DuplicateIndex taken_;
};

// One stream, from the offset that the server names to the end.
class Attempt {
 public:
  Attempt(const Context& context, const Connection& connection, const ImportArguments& arguments,
          TableSource& tables, ImportOutcome& outcome)
      : arguments_(arguments),
        tables_(tables),
        outcome_(outcome),
        ledger_(outcome),
        stream_(connection),
        context_(context),
        progress_(context, context.Words(Phrase::kImporting)) {}

  absl::Status Run() {
    if (absl::Status status = Begin(); !status.ok()) return status;
    if (absl::Status status = SendRows(); !status.ok()) return status;
    return End();
  }

 private:
  struct Sent {
    SourceRow where;
    DuplicateIndex::Keys keys;
  };
  struct Batch {
    uint64_t first = 0;
    std::vector<Sent> rows;
  };

  absl::Status Begin() {
    v1::ImportRequest request;
    request.mutable_start()->set_import_id(outcome_.import_id);
    request.mutable_start()->set_dry_run(arguments_.dry_run);
    // Whatever the name: rows of another content must not count as sent.
    request.mutable_start()->set_content_sha256(tables_.import_id());
    stream_.Send(request);  // if it fails, Receive says why
    const absl::StatusOr<v1::ImportResponse> answer = stream_.Receive();
    if (!answer.ok()) return answer.status();
    if (!answer->has_started()) return Unexpected();
    outcome_.resumed_from = answer->started().durable_offset();
    for (const v1::ImportResult& refused : answer->started().refused()) {
      refused_before_[refused.row()] = refused;
    }
    return absl::OkStatus();
  }

  absl::Status SendRows() {
    SourcedRow row;
    RowFault fault;
    while (true) {
      const absl::StatusOr<Step> step = tables_.Next(row, fault);
      if (!step.ok()) return step.status();
      if (*step == Step::kEnd) return Flush();
      if (*step == Step::kFault) {
        ledger_.AddFault(fault);
        continue;
      }
      absl::Status status = Take(row);
      if (!status.ok()) return status;
    }
  }

  absl::Status Take(SourcedRow& row) {
    const uint64_t number = rows_++;
    ledger_.Of(row.where.file());  // files stand in the order of reading
    if (number < outcome_.resumed_from) {
      Recall(number, row);
      return absl::OkStatus();
    }
    const size_t bytes = row.row.ByteSizeLong();
    if (waiting_.rows.size() == kBatchRows || waiting_bytes_ + bytes > kBatchBytesMax) {
      if (absl::Status status = Flush(); !status.ok()) return status;
    }
    if (waiting_.rows.empty()) waiting_.first = number;
    waiting_bytes_ += bytes;
    waiting_.rows.push_back(
        {.where = std::move(row.where), .keys = DuplicateIndex::KeysOf(row.row)});
    *request_.mutable_rows()->add_rows() = std::move(row.row);
    return absl::OkStatus();
  }

  // A row that an earlier run brought in, or that was refused then.
  void Recall(uint64_t number, const SourcedRow& row) {
    const DuplicateIndex::Keys keys = DuplicateIndex::KeysOf(row.row);
    const auto refused = refused_before_.find(number);
    if (refused != refused_before_.end()) {
      ledger_.AddResult(row.where, keys, refused->second);
    } else {
      ledger_.AddEarlier(row.where, keys);
    }
  }

  absl::Status Flush() {
    if (waiting_.rows.empty()) return absl::OkStatus();
    if (unanswered_.size() == kWindow) {
      if (absl::Status status = TakeResults(); !status.ok()) return status;
    }
    request_.mutable_rows()->set_offset(waiting_.first);
    unanswered_.push_back(std::move(waiting_));
    const bool sent = stream_.Send(request_);
    waiting_ = Batch();
    waiting_bytes_ = 0;
    request_.mutable_rows()->clear_rows();  // keeps them for the next batch
    while (!sent) {  // takes the answers that are there, then the reason why the call ended
      if (absl::Status status = TakeResults(); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status TakeResults() {
    const absl::StatusOr<v1::ImportResponse> answer = stream_.Receive();
    if (!answer.ok()) return answer.status();
    if (!answer->has_results() || unanswered_.empty()) return Unexpected();
    const Batch& batch = unanswered_.front();
    const auto& results = answer->results().results();
    if (static_cast<size_t>(results.size()) != batch.rows.size()) return Unexpected();
    for (int i = 0; i < results.size(); ++i) {
      if (results.Get(i).row() != batch.first + static_cast<uint64_t>(i)) return Unexpected();
      const Sent& sent = batch.rows[static_cast<size_t>(i)];
      ledger_.AddResult(sent.where, sent.keys, results.Get(i));
    }
    unanswered_.pop_front();
    progress_.Update(
        {.done = tables_.bytes_read(),
         .total = tables_.bytes_total(),
         .note = context_.Words(
             Phrase::kRows, {GroupThousands(std::to_string(answer->results().durable_offset()))})},
        absl::Now());
    return absl::OkStatus();
  }

  absl::Status End() {
    while (!unanswered_.empty()) {
      if (absl::Status status = TakeResults(); !status.ok()) return status;
    }
    v1::ImportRequest request;
    request.mutable_finish()->set_rows(rows_);
    stream_.Send(request);
    const absl::StatusOr<v1::ImportResponse> answer = stream_.Receive();
    if (!answer.ok()) return answer.status();
    if (!answer->has_finished()) return Unexpected();
    outcome_.totals = answer->finished().totals();
    outcome_.revision = answer->finished().revision();
    outcome_.rows_sent = rows_;
    return stream_.Finish();
  }

  static absl::Status Unexpected() {
    return absl::InternalError("the server's answer does not belong to the rows that were sent");
  }

  const ImportArguments& arguments_;
  TableSource& tables_;
  ImportOutcome& outcome_;
  Ledger ledger_;
  ImportStream stream_;
  const Context& context_;
  Progress progress_;
  std::map<uint64_t, v1::ImportResult> refused_before_;
  uint64_t rows_ = 0;  // read so far that are good
  v1::ImportRequest request_;
  Batch waiting_;
  size_t waiting_bytes_ = 0;
  std::deque<Batch> unanswered_;
};

absl::StatusOr<ImportOutcome> RunOnce(const Context& context, const ImportArguments& arguments,
                                      const Connection& connection, TableSource& tables) {
  ImportOutcome outcome;
  outcome.import_id = arguments.import_id.empty() ? tables.import_id() : arguments.import_id;
  outcome.looked_at = tables.table_names();
  const absl::Status status = Attempt(context, connection, arguments, tables, outcome).Run();
  if (!status.ok()) return status;
  return outcome;
}

}  // namespace

absl::StatusOr<ImportOutcome> RunImport(const Context& context, const ImportArguments& arguments) {
  absl::StatusOr<TableSource> tables = OpenTables(context, arguments.tables);
  if (!tables.ok()) return tables.status();
  absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  absl::Duration pause = absl::Seconds(1);
  for (int reconnects = 0;; ++reconnects) {
    absl::StatusOr<ImportOutcome> outcome =
        connection.ok() ? RunOnce(context, arguments, *connection, *tables) : connection.status();
    if (outcome.ok() || reconnects == kReconnectsMax) return outcome;
    // The lost stream may still have brought rows in after this one asked where to go on.
    const bool overtaken = reconnects > 0 && IsOutOfStep(outcome.status());
    if (!overtaken && !IsWorthARetry(outcome.status())) return outcome;
    if (!context.json) context.err << context.Words(Phrase::kReconnecting) << "\n" << std::flush;
    absl::SleepFor(pause);
    pause = std::min(pause * 2, absl::Seconds(8));
    tables =
        OpenTables(context, arguments.tables);  // from the first row: the report is to be whole
    if (!tables.ok()) return tables.status();
    connection = Connection::Open(context.connection);
  }
}

}  // namespace jifen::tools::cli
