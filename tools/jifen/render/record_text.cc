#include "tools/jifen/render/record_text.h"

#include "google/protobuf/message.h"
#include "proto/model/calendar.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Every field of a payload is a number, a text, a truth value, an enum value or a day.
std::string FieldValue(const Terminal& terminal, const Message& message,
                       const FieldDescriptor& field) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64: {
      const std::string number = std::to_string(reflection.GetInt64(message, &field));
      return std::string_view(field.name()).ends_with("_fen") ? MoneyText(terminal, number)
                                                              : number;
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return Say(terminal.language,
                 reflection.GetBool(message, &field) ? Phrase::kYes : Phrase::kNo);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumLabel(terminal.language, reflection.GetEnum(message, &field)->name());
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (const auto* date =
              dynamic_cast<const v1::Date*>(&reflection.GetMessage(message, &field))) {
        return model::FormatDate(*date);
      }
      return "";
    default:
      return "";
  }
}

std::string Period(const v1::Record& record) {
  std::string period = model::FormatDate(record.valid_from()) + " ..";
  if (record.has_valid_to()) period += " " + model::FormatDate(record.valid_to());
  return period;
}

Style StyleOf(v1::VerificationState state) {
  if (state == v1::VERIFICATION_STATE_VERIFIED) return Style::kGood;
  if (state == v1::VERIFICATION_STATE_DISPUTED) return Style::kWarn;
  if (state == v1::VERIFICATION_STATE_WITHDRAWN) return Style::kBad;
  return Style::kDim;
}

Line ProvenanceLine(const Terminal& terminal, const v1::RecordVersion& version) {
  const v1::Provenance& provenance = version.record().provenance();
  const Language language = terminal.language;
  Line line(provenance.source_department() + "  " + provenance.source_reference(), Style::kDim);
  if (provenance.basis() != v1::RD_BASIS_UNSPECIFIED) {
    line.Add("  " + EnumLabel(language, v1::RdBasis_Name(provenance.basis())), Style::kDim);
  }
  const v1::VerificationState state =
      provenance.verification() == v1::VERIFICATION_STATE_UNSPECIFIED
          ? v1::VERIFICATION_STATE_DECLARED
          : provenance.verification();
  line.Add("  ").Add(EnumLabel(language, v1::VerificationState_Name(state)), StyleOf(state));
  return line.Add("  " + Say(language, Phrase::kRevision, {std::to_string(version.revision())}),
                  Style::kDim);
}

// As many fields on a line as fit; none is broken unless it is longer than a line.
void AddFields(const Terminal& terminal, const v1::Record& record, Page& page) {
  constexpr int kIndent = 4;
  const Line separator("  " + std::string(GlyphsOf(terminal.unicode).dot) + "  ", Style::kDim);
  const Line indent(std::string(kIndent, ' '));
  Line line;
  for (const FieldText& field : PayloadFields(terminal, record)) {
    Line text(field.label + " ", Style::kDim);
    text.Add(field.value);
    const int width = line.width() + separator.width() + text.width();
    if (!line.empty() && kIndent + width > terminal.width) {
      page.AddWrapped(indent, line, terminal.width);
      line = Line();
    }
    if (!line.empty()) line.Add(separator);
    line.Add(text);
  }
  if (!line.empty()) page.AddWrapped(indent, line, terminal.width);
}

}  // namespace

std::vector<FieldText> PayloadFields(const Terminal& terminal, const v1::Record& record) {
  std::vector<FieldText> fields;
  const Message* payload = model::PayloadOf(record);
  if (payload == nullptr) return fields;
  const std::string kind = model::KindName(model::KindOf(record));
  std::vector<const FieldDescriptor*> set;
  payload->GetReflection()->ListFields(*payload, &set);
  for (const FieldDescriptor* field : set) {
    std::string label = FieldLabel(terminal.language, kind, field->name());
    if (label.empty()) label = field->name();
    fields.push_back({std::move(label), FieldValue(terminal, *payload, *field)});
  }
  return fields;
}

void AddRecord(const Terminal& terminal, const v1::RecordVersion& version, Page& page) {
  const v1::Record& record = version.record();
  const std::string kind = v1::RecordKind_Name(model::KindOf(record));
  Line title(EnumLabel(terminal.language, kind), Style::kBold);
  title.Add(" ").Add(record.record_id(), Style::kAccent).Add("  " + Period(record), Style::kDim);
  page.AddWrapped(Line("  "), title, terminal.width);
  AddFields(terminal, record, page);
  page.AddWrapped(Line("    "), ProvenanceLine(terminal, version), terminal.width);
  if (version.change_reason().empty()) return;
  page.AddWrapped(
      Line("    "),
      Line(Say(terminal.language, Phrase::kChangeReason, {version.change_reason()}), Style::kWarn),
      terminal.width);
}

}  // namespace jifen::tools::cli
