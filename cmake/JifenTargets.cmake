# The three kinds of target: a library per folder, a program, a test program.
# A target names what it truly needs; linking is the first check of the rule between folders.

add_library(jifen_flags INTERFACE)
target_include_directories(jifen_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(jifen_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${JIFEN_WERROR}>:-Werror> -fno-omit-frame-pointer)
if(JIFEN_SANITIZE)
  set(jifen_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_compile_options(jifen_flags INTERFACE ${jifen_sanitizers})
  target_link_options(jifen_flags INTERFACE ${jifen_sanitizers})
endif()

# jifen_library(NAME SOURCES a.cc ... DEPS target ...): the library of one folder.
function(jifen_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC jifen_flags ${arg_DEPS})
endfunction()

# jifen_program(NAME SOURCES main.cc ... DEPS target ...): an executable in bin/ of the build folder, with tcmalloc
# (docs/decisions/0011-tcmalloc.md); the sanitizers bring a heap of their own.
function(jifen_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE jifen_flags ${arg_DEPS})
  if(NOT JIFEN_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,--no-as-needed)  # nothing of it is called by name
    target_link_libraries(${name} PRIVATE PkgConfig::tcmalloc)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
endfunction()

# jifen_test(NAME SOURCES a_test.cc ... DEPS target ... [ARGS ...]): a GoogleTest program, one CTest entry.
function(jifen_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS;ARGS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE jifen_flags ${arg_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE JIFEN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} ${arg_ARGS} WORKING_DIRECTORY "${PROJECT_BINARY_DIR}")
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

# jifen_embed(TARGET FILE SYMBOL): compiles a data file into a library as
# `extern const std::string_view SYMBOL` of namespace jifen::embedded.
function(jifen_embed target file symbol)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cc")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${file}" "-DOUTPUT=${output}"
            "-DSYMBOL=${symbol}" -P "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    COMMENT "Embedding ${file}")
  target_sources(${target} PRIVATE "${output}")
endfunction()
