// Runs the program itself: exit codes and where the texts go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/tools/jifen/samples.h"
#include "tests/tools/jifen/scripted_registry.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

Ran RunProgram(const std::string& words) {
  const std::string errors = ::testing::TempDir() + "/jifen_program_errors";
  const std::string command =
      "env -u LANG -u LC_ALL -u JIFEN_SERVER " JIFEN_PROGRAM " " + words + " 2>" + errors;
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::array<char, 4096> buffer{};
  for (size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    ran.out.append(buffer.data(), size);
  }
  ran.exit_code = WEXITSTATUS(pclose(pipe));
  ran.err = ReadText(errors);
  return ran;
}

// An address on which nothing listens: bound, so that nobody else takes it, and never listened on.
class DeadAddress {
 public:
  DeadAddress() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    text_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~DeadAddress() { close(socket_); }
  DeadAddress(const DeadAddress&) = delete;
  DeadAddress& operator=(const DeadAddress&) = delete;

  const std::string& text() const { return text_; }

 private:
  int socket_;
  std::string text_;
};

TEST(Program, HelpIsOnTheOutputWithCodeZero) {
  const Ran ran = RunProgram("--help");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_THAT(ran.out, HasSubstr("enterprise innovation points"));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(Program, WrongUsageIsOnTheErrorOutputWithCodeTwo) {
  const Ran ran = RunProgram("score");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("wrong usage: --scheme is required"));
}

TEST(Program, AServerThatIsNotThereIsToldWithCodeOne) {
  const DeadAddress address;
  const Ran ran = RunProgram("digest --server " + address.text());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("error: The server cannot be reached."));
  EXPECT_THAT(ran.err, HasSubstr("REASON_SERVER_UNREACHABLE"));
  EXPECT_THAT(ran.err, HasSubstr(address.text()));
  EXPECT_THAT(ran.err, HasSubstr("Start it with jifend"));
}

TEST(Program, AServerThatIsNotThereIsToldInChinese) {
  const DeadAddress address;
  const Ran ran = RunProgram("enterprise list --lang zh --server " + address.text());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("错误：无法连接服务器。"));
}

TEST(Program, AServerThatIsNotThereIsAnObjectWithJson) {
  const DeadAddress address;
  const Ran ran = RunProgram("digest --json --server " + address.text());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(ran.err)["error"]["reason"], "REASON_SERVER_UNREACHABLE");
}

TEST(Program, AFileThatIsNotThereIsToldBeforeAServerIsLookedFor) {
  const DeadAddress address;
  const Ran ran = RunProgram("scheme put /no/such/file --server " + address.text());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("There is no file /no/such/file."));
}

TEST(Program, AnOutputThatCannotBeWrittenIsNotASuccess) {
  const Ran ran = RunProgram("--help >/dev/full");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("The output could not be written whole."));
}

TEST(Program, AnAnswerThatIsCutOffIsNotASuccess) {
  ScriptedRegistry registry;
  const std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) / "jifen_program_full";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "enterprises.csv") << "credit_code,name,area_code,industry_code\n"
                                               "914212020000000197,a,421202,C3971\n";
  const std::string words =
      "import " + folder.string() + " --source s --server " + registry.address();
  const Ran whole = RunProgram(words);
  EXPECT_EQ(whole.exit_code, 0) << whole.err;
  registry.taken.clear();
  registry.durable.clear();
  const Ran cut = RunProgram(words + " >/dev/full");
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_THAT(cut.err, HasSubstr("The output could not be written whole."));
  std::filesystem::remove_all(folder);
}

TEST(Program, AnArgumentThatIsNotUtf8EndsWithCodeTwoAlsoWithJson) {
  const Ran ran = RunProgram("--json digest $(printf '\\377')");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(nlohmann::json::parse(ran.err)["error"]["code"], "USAGE");
}

}  // namespace
}  // namespace jifen::tools::cli
