#include "gtest/gtest.h"
#include "services/rpc/server_stream.h"

namespace jifen::services::rpc {
namespace {

TEST(StreamPlaces, LeaveThreadsForShortCalls) {
  struct Row {
    int threads;
    int places;
  };
  for (const Row row : {Row{1, 1}, Row{2, 1}, Row{3, 1}, Row{4, 2}, Row{7, 3}, Row{8, 4},
                        Row{12, 4}, Row{256, 4}}) {
    EXPECT_EQ(StreamPlaces::PlacesOf(row.threads), row.places) << row.threads;
  }
}

TEST(StreamPlaces, AreRefusedWhenTheyAreTakenAndGivenAgain) {
  StreamPlaces places(2);
  EXPECT_TRUE(places.Take());
  EXPECT_TRUE(places.Take());
  EXPECT_FALSE(places.Take());
  EXPECT_FALSE(places.Take()) << "a refusal takes none";
  places.GiveBack();
  EXPECT_TRUE(places.Take());
  EXPECT_FALSE(places.Take());
}

}  // namespace
}  // namespace jifen::services::rpc
