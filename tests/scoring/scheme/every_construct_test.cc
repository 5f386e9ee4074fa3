// xianning-demo uses every construct of a scheme but comparison with peers, which peer-demo shows: each field and each
// enum value that the messages have.
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// What neither can have beside what it has.
const std::set<std::string> kExceptions = {
    "jifen.v1.FIGURES_STATUS_OFFICIAL",  // its figures are illustrative
    "jifen.v1.ROUNDING_HALF_EVEN",       // one rounds half up, the other does not say
};

// Dossiers hold records of the data model, which are no constructs of a scheme.
bool IsConstruct(const Descriptor& type) {
  return type.full_name() != "jifen.v1.Dossier" && type.full_name() != "jifen.v1.Record";
}

void ListConstructs(const Descriptor& type, std::set<std::string>* names) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!names->insert(field.full_name()).second) continue;
    if (field.message_type() != nullptr && IsConstruct(*field.message_type())) {
      ListConstructs(*field.message_type(), names);
    }
    if (field.enum_type() == nullptr) continue;
    // From 1: 0 is "not said".
    for (int value = 1; value < field.enum_type()->value_count(); ++value) {
      names->insert(field.enum_type()->value(value)->full_name());
    }
  }
}

void ListUsed(const Message& message, std::set<std::string>* names) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    names->insert(field->full_name());
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        if (!IsConstruct(*field->message_type())) continue;
        ListUsed(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                      : reflection.GetMessage(message, field),
                 names);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        names->insert((field->is_repeated() ? reflection.GetRepeatedEnum(message, field, i)
                                            : reflection.GetEnum(message, field))
                          ->full_name());
      }
    }
  }
}

TEST(XianningDemo, UsesWithPeerDemoEveryConstructButTheNamedExceptions) {
  std::set<std::string> wanted;
  ListConstructs(*v1::Scheme::descriptor(), &wanted);
  ASSERT_GT(wanted.size(), 150u);
  std::set<std::string> used;
  ListUsed(ReadShippedScheme("xianning-demo"), &used);
  ListUsed(ReadShippedScheme("peer-demo"), &used);
  std::set<std::string> unused;
  for (const std::string& name : wanted) {
    if (!used.contains(name)) unused.insert(name);
  }
  EXPECT_THAT(unused, testing::ContainerEq(kExceptions));
}

TEST(XianningDemo, AsksOtherIndicatorsForOneMeaningOfRdSpendingYearlyGrowthAndSize) {
  const std::string text = ShippedSchemeText("xianning-demo");
  for (const char* call : {"indicator('", "points('", "RdBasis.", "cagr(", "size_class(year)"}) {
    EXPECT_THAT(text, testing::HasSubstr(call));
  }
}

}  // namespace
}  // namespace jifen::scoring::scheme
