#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/commands/record_name.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/record_text.h"
#include "tools/jifen/request_id.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

// What a write did, and the record as it is now. Both answers have these fields.
template <typename Response>
absl::StatusOr<int> PrintChange(const Context& context, const absl::StatusOr<Response>& response) {
  if (!response.ok()) return response.status();
  if (context.json) {
    PrintJson(context, *response);
    return kExitFine;
  }
  Page page;
  Line line(GlyphsOf(context.terminal.unicode).pass, Style::kGood);
  line.Add(" " + EnumLabel(context.terminal.language, v1::Change_Name(response->change())));
  page.Add(line);
  AddRecord(context.terminal, response->version(), page);
  context.Print(page);
  return kExitFine;
}

// Refuses to change a record that is there: a change needs its reason.
absl::Status CheckNew(const Connection& connection, const v1::Record& record) {
  v1::GetRecordRequest request;
  request.set_enterprise_id(record.enterprise_id());
  request.set_kind(model::KindOf(record));
  request.set_record_id(record.record_id());
  const absl::StatusOr<v1::GetRecordResponse> there = GetRecord(connection, request);
  if (!there.ok()) return absl::OkStatus();  // what is wrong with the record, PutRecord says
  return model::ToStatus({.reason = v1::REASON_DUPLICATE_RECORD,
                          .message = "it is there already; to change it, say why with --reason",
                          .path = "record.record_id",
                          .got = record.record_id(),
                          .want = "a new record, or --reason"});
}

absl::StatusOr<int> Add(const Context& context, const Connection& connection, v1::Record record) {
  if (absl::Status status = CheckNew(connection, record); !status.ok()) return status;
  v1::PutRecordRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_record()->Swap(&record);
  return PrintChange(context, PutRecord(connection, request));
}

absl::StatusOr<int> Correct(const Context& context, const Connection& connection,
                            const RecordPutArguments& arguments, v1::Record record) {
  v1::CorrectRecordRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_record()->Swap(&record);
  request.set_reason(arguments.reason);
  request.set_expected_revision(arguments.expected_revision);
  return PrintChange(context, CorrectRecord(connection, request));
}

Page RenderHistory(const Context& context, const v1::ListRecordsResponse& list) {
  Page page;
  for (const v1::RecordVersion& version : list.versions()) {
    AddRecord(context.terminal, version, page);
    page.AddBlank();
  }
  page.Add(Line(context.Words(Phrase::kVersionCount, {std::to_string(list.versions_size())}),
                Style::kDim));
  return page;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const RecordPutArguments& arguments) {
  v1::Record record;
  const absl::Status read = ReadMessage(context, {arguments.file}, record);
  if (!read.ok()) return read;
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  if (arguments.reason.empty()) return Add(context, *connection, std::move(record));
  return Correct(context, *connection, arguments, std::move(record));
}

absl::StatusOr<int> Run(const Context& context, const RecordWithdrawArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetRecordRequest name;
  name.set_enterprise_id(arguments.record.enterprise_id);
  name.set_kind(arguments.record.kind);
  name.set_record_id(arguments.record.record_id);
  const auto found = FindRecord(*connection, name);
  if (!found.ok()) return found.status();
  v1::WithdrawRecordRequest request;
  request.set_request_id(NewRequestId());
  request.set_enterprise_id(arguments.record.enterprise_id);
  request.set_kind(arguments.record.kind);
  request.set_record_id(found->version().record().record_id());
  request.set_reason(arguments.reason);
  request.set_expected_revision(arguments.expected_revision);
  return PrintChange(context, WithdrawRecord(*connection, request));
}

absl::StatusOr<int> Run(const Context& context, const RecordShowArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetRecordRequest request;
  request.set_enterprise_id(arguments.record.enterprise_id);
  request.set_kind(arguments.record.kind);
  request.set_record_id(arguments.record.record_id);
  request.set_known_at(arguments.known_at);
  const auto found = FindRecord(*connection, request);
  if (!found.ok()) return found.status();
  if (arguments.as_file) {
    context.out << "# "
                << context.Words(Phrase::kRecordFile, {std::to_string(found->version().revision())})
                << "\n"
                << ToTextProto(found->version().record()) << std::flush;
  } else if (context.json) {
    PrintJson(context, *found);
  } else {
    Page page;
    AddRecord(context.terminal, found->version(), page);
    context.Print(page);
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const RecordHistoryArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::ListRecordsRequest request;
  request.set_enterprise_id(arguments.enterprise_id);
  request.set_kind(arguments.kind);
  request.set_all_versions(true);
  request.set_page_size(1000);
  v1::ListRecordsResponse all;
  const absl::Status status =
      ForEachPage(*connection, request, &ListRecords, [&](const v1::ListRecordsResponse& page) {
        for (const v1::RecordVersion& version : page.versions()) {
          const std::string& id = version.record().record_id();
          const bool asked = arguments.record_id.empty() || arguments.record_id == id ||
                             IsPrefixOfRecordId(arguments.record_id, id);
          if (asked) *all.add_versions() = version;
        }
      });
  if (!status.ok()) return status;
  if (context.json) {
    PrintJson(context, all);
  } else {
    context.Print(RenderHistory(context, all));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
