#include "functions/table.h"

// Sets: what go-cty and Terraform's own functions give for the same arguments, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {R"(setunion(["b"], ["a", "b"]))", R"(set["a", "b"])"},
    {R"(setunion(["b"], [1]))", R"(set["1", "b"])"},
    {R"(setunion([], ["a"]))", R"(set["a"])"},
    {"setunion([])", "set(any)[]"},
    {"setunion(toset([1]), toset([true]))", "error: given sets must all have compatible element types"},
    {R"(setunion(["a"], [unknown_of("")]))", R"(set["a", unknown string])"},
    {R"(setunion(["a"], unknown_of(toset([""]))))", "unknown set(string) not null"},
    {R"(setunion(["a"], unknown_any()))", "unknown set(string) not null"},
    {R"(setunion([sensitive("a")], ["b"]))", R"(sensitive set["a", "b"])"},
    {R"(setunion(["a"], {b = 1}))", R"(error: Invalid value for "other_sets" parameter: set of any single type required.)"},
    {R"(setunion(["a"], null))", "error: argument must not be null"},
    {R"(setunion([["a"]], [{b = 1}]))", "error: given sets must all have compatible element types"},
    {R"(setintersection(["a", "b"], ["b", "c"]))", R"(set["b"])"},
    {R"(setintersection(["a", "b"], ["b", "c"], ["c"]))", "set(string)[]"},
    {R"(setintersection(["1"], [1]))", R"(set["1"])"},
    {R"(setintersection([], ["a"]))", "set(string)[]"},
    {"setintersection([{a = 1}], [{a = 1}, {a = 2}])", "set[{a: 1}]"},
    {R"(setintersection(["a"], [unknown_of("")]))", "unknown set(string) not null"},
    {R"(setintersection([sensitive("a")], ["a"]))", R"(sensitive set["a"])"},
    {R"(setsubtract(["a", "b"], ["b"]))", R"(set["a"])"},
    {R"(setsubtract(["a"], []))", R"(set["a"])"},
    {R"(setsubtract([1], ["1"]))", "set(string)[]"},
    {R"(setsubtract([null, "a"], [null]))", R"(set["a"])"},
    {R"(setsubtract(["a", unknown_of("")], ["a"]))", "unknown set(string) not null"},
    {R"(setsubtract(["a"]))", R"(error: Function "setsubtract" expects 2 argument(s). Missing value for "b".)"},
    {R"(setproduct(["a", "b"], [1, 2]))", R"(list[["a", 1], ["a", 2], ["b", 1], ["b", 2]])"},
    {R"(setproduct(toset(["b", "a"]), [1]))", R"(set[["a", 1], ["b", 1]])"},
    {R"(setproduct(["a"], []))", "list(tuple([string,any]))[]"},
    {R"(setproduct(["a", 1], [true]))", R"(list[["a", true], ["1", true]])"},
    {R"(setproduct(["a"], ["b"], ["c", "d"]))", R"(list[["a", "b", "c"], ["a", "b", "d"]])"},
    {R"(setproduct(["a"]))", "error: at least two arguments are required"},
    {R"(setproduct(["a"], "b"))", "error: a set or a list is required"},
    {R"(setproduct(["a"], [[1], {a = 1}]))", "error: all elements must be of the same type"},
    {R"(setproduct(["a", "b"], [unknown_of("")]))", R"(list[["a", unknown string], ["b", unknown string]])"},
    {R"(setproduct(["a"], unknown_of(tolist([""]))))", "unknown list(tuple([string,string])) not null"},
    {R"(setproduct(["a", "b"], with_length(unknown_of(tolist([""])), 1, 3)))",
     "unknown list(tuple([string,string])) not null length>=1 length<=6"},
    {R"(setproduct([], unknown_of(tolist([""]))))", "unknown list(tuple([any,string])) not null"},
    {R"(setproduct([], with_length(unknown_of(tolist([""])), 1, 3)))", "list(tuple([any,string]))[]"},
    {R"(setproduct(["a"], toset(["x", unknown_of("")])))", "unknown set(tuple([string,string])) not null"},
    {R"(setproduct(["a"], unknown_of([1, 2])))", "unknown list(tuple([string,number])) not null length>=1 length<=2"},
    {R"(setproduct([sensitive("a")], ["b"]))", R"(list[[sensitive "a", "b"]])"},
    {R"(setproduct(toset([sensitive("a")]), ["b"]))", R"(sensitive set[["a", "b"]])"},
    {R"(setproduct(sensitive(["a"]), ["b"]))", R"(sensitive list[["a", "b"]])"},
    {R"(setproduct([null], ["b"]))", R"(list[[null, "b"]])"},
};

TEST(Functions, Set) { notation::expect_rows(kRows); }

}  // namespace
}  // namespace wafpp::functions
