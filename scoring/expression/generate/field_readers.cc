// A tool of the build: writes the readers of scoring/expression/field_reader.h to standard output, one
// for each field of each payload of jifen.v1.Record and of jifen.v1.Enterprise.
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "google/protobuf/descriptor.h"
#include "jifen/v1/date.pb.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"

namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;

constexpr char kHead[] = R"(// Made by scoring/expression/generate/field_readers.cc. Do not edit.
#include "absl/container/flat_hash_map.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"
#include "scoring/expression/field_reader.h"

namespace jifen::scoring::expression {
namespace {

using ::google::protobuf::Message;

void PrefetchLines(const Message* message, size_t size) {
  constexpr size_t kLine = 64;  // of the cache
  const char* begin = reinterpret_cast<const char*>(message);
  for (size_t at = 0; at < size; at += kLine) __builtin_prefetch(begin + at);
}

)";

// $0 message, $1 number, $2 condition, $3 statements that give the value, $4 what has() answers.
constexpr char kReader[] = R"(bool Read$0$1(const Message& message, Value* value) {
  const auto& m = static_cast<const v1::$0&>(message);
  $2$3
  return true;
}
bool Has$0$1(const Message& message) {
  const auto& m = static_cast<const v1::$0&>(message);
  return $4;
}
)";

// The name of a field's accessor: protobuf appends an underscore to keywords of C++.
std::string Accessor(const FieldDescriptor* field) {
  static const std::set<std::string> keywords = {
      "bool",    "break",    "case",    "catch",     "char",   "class",    "const",    "continue",
      "default", "delete",   "do",      "double",    "else",   "enum",     "explicit", "export",
      "extern",  "false",    "float",   "for",       "friend", "goto",     "if",       "inline",
      "int",     "long",     "mutable", "namespace", "new",    "operator", "private",  "protected",
      "public",  "register", "return",  "short",     "signed", "sizeof",   "static",   "struct",
      "switch",  "template", "this",    "throw",     "true",   "try",      "typedef",  "typename",
      "union",   "unsigned", "using",   "virtual",   "void",   "volatile", "while",    "and",
      "or",      "not",      "xor"};
  return field->name() + (keywords.count(field->name()) > 0 ? "_" : "");
}

bool IsDate(const FieldDescriptor* field) {
  return field->message_type() == jifen::v1::Date::descriptor();
}

// Whether the language has a type for the field.
bool IsReadable(const FieldDescriptor* field) {
  if (field->is_repeated()) return false;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_STRING:
    case FieldDescriptor::CPPTYPE_ENUM:
      return true;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return IsDate(field);
    default:
      return false;
  }
}

std::string Reader(const FieldDescriptor* field) {
  const std::string get = absl::StrCat("m.", Accessor(field), "()");
  std::string there = absl::StrCat("m.has_", Accessor(field), "()");
  std::string condition = absl::StrCat("if (!", there, ") return false;\n  ");
  std::string give;
  std::string is_default = absl::StrCat(get, " == 0");
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      give = absl::StrCat("*value = Value::Bool(", get, ");");
      is_default = absl::StrCat("!", get);
      break;
    case FieldDescriptor::CPPTYPE_STRING:
      give = absl::StrCat("*value = Value::String(", get, ");");
      is_default = absl::StrCat(get, ".empty()");
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      give = absl::StrCat("*value = Value::Enum(", get, ");");
      condition = absl::StrCat("if (", get, " == 0) return false;\n  ");
      there = absl::StrCat(get, " != 0");
      break;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      give = absl::StrCat("const Day day = DayOf(", get,
                          ");\n  if (day == Day()) return false;\n  *value = Value::OfDay(day);");
      there = absl::StrCat(there, " && DayOf(", get, ") != Day()");
      break;
    default:
      give = absl::StrCat("*value = Value::Int(", get, ");");
      break;
  }
  if (!field->has_presence() && field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM) {
    condition.clear();
    there = absl::StrCat("!(", is_default, ")");
  }
  return absl::Substitute(kReader, field->containing_type()->name(), field->number(), condition,
                          give, there);
}

std::string TypeOf(const FieldDescriptor* field) {
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return "Type::Of(Kind::kBool)";
    case FieldDescriptor::CPPTYPE_STRING:
      return "Type::Of(Kind::kString)";
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::Substitute("Type::Enum(v1::$0_descriptor())", field->enum_type()->name());
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "Type::Of(Kind::kDate)";
    default:
      return "Type::Of(Kind::kInt)";
  }
}

std::string Row(const FieldDescriptor* field) {
  return absl::Substitute(
      "  add({&Read$0$1, &Has$0$1, v1::$0::descriptor()->FindFieldByNumber($1), $2});\n",
      field->containing_type()->name(), field->number(), TypeOf(field));
}

// One case for each payload; `statement` gives what it does with the field.
template <typename Statement>
std::string SwitchOverPayloads(Statement statement) {
  std::string text = "  switch (record.payload_case()) {\n";
  const Descriptor* record = jifen::v1::Record::descriptor();
  for (int i = 0; i < record->oneof_decl(0)->field_count(); ++i) {
    const FieldDescriptor* field = record->oneof_decl(0)->field(i);
    std::string camel = field->camelcase_name();
    camel[0] = static_cast<char>(camel[0] - 'a' + 'A');
    absl::SubstituteAndAppend(&text, "    case v1::Record::k$0:\n$1", camel, statement(field));
  }
  return text + "    case v1::Record::PAYLOAD_NOT_SET:\n      break;\n  }\n";
}

std::string Payloads() {
  return absl::StrCat("const google::protobuf::Message* PayloadOf(const v1::Record& record) {\n",
                      SwitchOverPayloads([](const FieldDescriptor* field) {
                        return absl::Substitute("      return &record.$0();\n", field->name());
                      }),
                      "  return nullptr;\n}\n");
}

std::string Prefetches() {
  const auto lines = [](const FieldDescriptor* field) {
    return absl::Substitute("      PrefetchLines(&record.$0(), sizeof(v1::$1));\n      break;\n",
                            field->name(), field->message_type()->name());
  };
  const auto days = [](const FieldDescriptor* payload) {
    std::string text;
    for (int i = 0; i < payload->message_type()->field_count(); ++i) {
      const FieldDescriptor* field = payload->message_type()->field(i);
      if (field->is_repeated() || !IsDate(field)) continue;
      absl::SubstituteAndAppend(&text, "      __builtin_prefetch(&record.$0().$1());\n",
                                payload->name(), Accessor(field));
    }
    return text + "      break;\n";
  };
  return absl::StrCat(
      "\nvoid PrefetchPayload(const v1::Record& record) {\n", SwitchOverPayloads(lines),
      "}\n\nvoid PrefetchDays(const v1::Record& record) {\n", SwitchOverPayloads(days), "}\n");
}

std::string Generate() {
  std::vector<const Descriptor*> messages = {jifen::v1::Enterprise::descriptor()};
  const Descriptor* record = jifen::v1::Record::descriptor();
  for (int i = 0; i < record->oneof_decl(0)->field_count(); ++i) {
    messages.push_back(record->oneof_decl(0)->field(i)->message_type());
  }
  std::string readers = kHead;
  std::string rows;
  for (const Descriptor* message : messages) {
    for (int i = 0; i < message->field_count(); ++i) {
      if (!IsReadable(message->field(i))) continue;
      readers += Reader(message->field(i));
      rows += Row(message->field(i));
    }
  }
  return absl::StrCat(
      readers,
      "\nusing Readers = absl::flat_hash_map<const google::protobuf::FieldDescriptor*, "
      "FieldReader>;\n\nconst Readers* MakeReaders() {\n  auto* readers = new Readers;\n"
      "  const auto add = [readers](const FieldReader& r) { readers->emplace(r.field, r); };\n",
      rows, "  return readers;\n}\n\n}  // namespace\n\n",
      "const FieldReader* FindFieldReader(const google::protobuf::FieldDescriptor* field) {\n"
      "  static const Readers* const readers = MakeReaders();\n"
      "  const auto found = readers->find(field);\n"
      "  return found == readers->end() ? nullptr : &found->second;\n}\n\n",
      Payloads(), Prefetches(), "\n}  // namespace jifen::scoring::expression\n");
}

}  // namespace

int main() {
  const std::string text = Generate();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
