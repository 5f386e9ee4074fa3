#include "proto/model/record_kind.h"

#include "gtest/gtest.h"

namespace jifen::model {
namespace {

TEST(RecordKindKindOf, EveryKindIsAFieldWithItsNumberAndAVariable) {
  const auto* kinds = v1::RecordKind_descriptor();
  const auto* payload = v1::Record::descriptor()->FindOneofByName("payload");
  ASSERT_EQ(kinds->value_count(), payload->field_count() + 1);
  for (int i = 0; i < payload->field_count(); ++i) {
    const auto* field = payload->field(i);
    ASSERT_TRUE(v1::RecordKind_IsValid(field->number())) << field->name();
    const auto kind = static_cast<v1::RecordKind>(field->number());
    EXPECT_EQ(KindName(kind), field->name());
    EXPECT_EQ(FindKind(field->name()), kind);
    EXPECT_FALSE(field->options().GetExtension(v1::variable).empty()) << field->name();

    v1::Record record;
    v1::Record::GetReflection()->MutableMessage(&record, field);
    EXPECT_EQ(KindOf(record), kind);
    ASSERT_NE(PayloadOf(record), nullptr);
    EXPECT_EQ(PayloadOf(record)->GetDescriptor(), field->message_type());
  }
}

TEST(RecordKindFindKind, KnowsPayloadsOnly) {
  EXPECT_FALSE(FindKind("enterprise_id").has_value());
  EXPECT_FALSE(FindKind("nothing").has_value());
  EXPECT_EQ(PayloadOf(v1::Record()), nullptr);
}

}  // namespace
}  // namespace jifen::model
