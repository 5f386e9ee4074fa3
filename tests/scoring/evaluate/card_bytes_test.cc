// The bytes of a card are those that protobuf writes, of whatever card.
#include "scoring/evaluate/card_bytes.h"

#include <random>
#include <set>
#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"

namespace jifen::scoring::evaluate {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Sets each field of a message or not, as it falls.
class RandomMessage {
 public:
  explicit RandomMessage(unsigned seed) : random_(seed) {}

  void Fill(Message* message) {
    const Descriptor* descriptor = message->GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const FieldDescriptor* field = descriptor->field(i);
      int times = static_cast<int>(random_() % (field->is_repeated() ? 3 : 2));
      while (times-- > 0) Set(field, message);
    }
  }

 private:
  std::string RandomText() { return std::string(random_() % 3 * (random_() % 100), 'x'); }
  int RandomSmall() { return static_cast<int>(random_() % 5) - 2; }

  void Set(const FieldDescriptor* field, Message* message) {
    const Reflection* reflection = message->GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(field->is_repeated() ? reflection->AddMessage(message, field)
                                         : reflection->MutableMessage(message, field));
      case FieldDescriptor::CPPTYPE_STRING:
        return field->is_repeated() ? reflection->AddString(message, field, RandomText())
                                    : reflection->SetString(message, field, RandomText());
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection->SetInt32(message, field, RandomSmall() * 1'000'000'000);
      case FieldDescriptor::CPPTYPE_UINT32:
        return reflection->SetUInt32(message, field, static_cast<uint32_t>(random_()));
      case FieldDescriptor::CPPTYPE_UINT64:
        return reflection->SetUInt64(message, field, random_() >> (random_() % 64));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection->SetBool(message, field, random_() % 2 == 0);
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection->SetEnumValue(message, field, RandomSmall());
      default:
        ADD_FAILURE() << "no value for a field such as " << field->full_name();
    }
  }

  std::mt19937_64 random_;
};

TEST(CardBytes, AreThoseOfProtobufForWhateverIsSet) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    v1::ScoreCard card;
    RandomMessage(seed).Fill(&card);
    ASSERT_EQ(CardBytes(card), card.SerializeAsString()) << "seed " << seed;
  }
}

TEST(CardBytes, KeepFieldsThatAreUnknown) {
  v1::ScoreCard card;
  RandomMessage(1).Fill(&card);
  v1::Text* reason = card.add_reasons();
  reason->GetReflection()->MutableUnknownFields(reason)->AddVarint(99, 7);
  EXPECT_EQ(CardBytes(card), card.SerializeAsString());
  EXPECT_EQ(v1::ScoreCard().SerializeAsString(), CardBytes(v1::ScoreCard()));
}

void ExpectNoMap(const Descriptor* descriptor, std::set<const Descriptor*>* seen) {
  if (!seen->insert(descriptor).second) return;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    EXPECT_FALSE(field->is_map()) << field->full_name() << ": its order would not be fixed";
    if (field->message_type() != nullptr) ExpectNoMap(field->message_type(), seen);
  }
}

TEST(CardBytes, HaveNoMapInThem) {
  std::set<const Descriptor*> seen;
  ExpectNoMap(v1::ScoreCard::descriptor(), &seen);
  EXPECT_GT(seen.size(), 10u);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
