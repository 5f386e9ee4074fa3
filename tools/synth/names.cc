#include "tools/synth/names.h"

#include "absl/strings/str_cat.h"
#include "tools/synth/draw.h"

namespace jifen::tools::synth {
namespace {

// 64 syllables for each place, three bytes each.
constexpr std::string_view kSyllables[] = {
    "恒瑞鼎盛华宏远博创新锐智星辰嘉禾云海天启明德正泰安康和信诚达丰盈润泽源泉林森峰岳山川江河湖洋晨"
    "曦旭阳光辉耀金银铜鑫宝玉珠琪铭璟瑜",
    "科技达通联合众力强健佳美优品质精工巧匠艺创意思维想象未来前程万里千帆竞发奋进取胜利丰硕果实春夏"
    "秋冬梅兰竹菊松柏杨柳榕桂樟楠桐杉椿",
    "特普尔斯顿维克邦迪凯赛欧诺贝雅宁伟豪杰俊英才子卓越超群出类拔萃尖端高升腾飞翔鹏程鸿图展业兴隆昌"
    "茂荣旺顺畅飒劲朗奕晟曜弘毅骏骁翰墨",
};
constexpr size_t kBytes = 3;
constexpr int kNameBits = 18;

static_assert(kSyllables[0].size() == 64 * kBytes && kSyllables[1].size() == 64 * kBytes &&
              kSyllables[2].size() == 64 * kBytes);

}  // namespace

std::string MakeName(const CountyRow& county, const IndustryRow& industry, int64_t index,
                     uint64_t seed) {
  uint64_t number = Shuffled(static_cast<uint64_t>(index), seed, kNameBits);
  constexpr std::string_view kForms[] = {"有限公司", "有限公司", "有限公司", "股份有限公司"};
  const std::string_view form = kForms[number % 4];
  std::string name(county.name);
  for (std::string_view place : kSyllables) {
    name += place.substr(number % 64 * kBytes, kBytes);
    number /= 64;
  }
  return absl::StrCat(name, std::string(industry.word), std::string(form));
}

}  // namespace jifen::tools::synth
