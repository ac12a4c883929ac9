package segment

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// What the classes of a regular expression mean in ICU with Unicode semantics
// (UTS #18, Annex C) in RE2's terms, for use inside a bracket expression.
const (
	wordSet  = `\p{L}\p{M}\p{N}\p{Pc}`
	digitSet = `\p{Nd}`
	spaceSet = `\s\p{Z}\x{85}\x{0B}`
)

// translate parses an ICU (or Java) regular expression as one of RE2 with
// Unicode meaning. An error says what cannot be expressed.
//
// left and right say what stands beside the pattern: free where a boundary at
// its edge may look at a character of the text, unsure at the place of the break.
func translate(pattern string, left, right side) (*syntax.Regexp, error) {
	classes, err := rewriteClasses(pattern)
	if err != nil {
		return nil, err
	}
	re, err := syntax.Parse(classes, syntax.Perl)
	if err != nil {
		var bad *syntax.Error
		if errors.As(err, &bad) {
			return nil, fmt.Errorf("%s", bad.Code)
		}
		return nil, err
	}
	return rewriteBoundaries(re, left, right)
}

// rewriteClasses replaces the escapes that RE2 reads as ASCII, or not at all,
// and refuses syntax that has no counterpart.
func rewriteClasses(p string) (string, error) {
	var out strings.Builder
	depth := 0 // of bracket expressions
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '\\' && i+1 < len(p):
			n, err := rewriteEscape(&out, p[i:], depth > 0)
			if err != nil {
				return "", err
			}
			i += n - 1
		case depth == 0 && strings.HasPrefix(p[i:], "(?"):
			if err := refuseGroup(p[i:]); err != nil {
				return "", err
			}
			out.WriteByte(c)
		case depth == 0 && (c == '+') && i > 0 && strings.IndexByte("*+?}", p[i-1]) >= 0 && !isEscaped(p, i-1):
			return "", errors.New("possessive quantifier")
		case c == '[':
			if depth > 0 && !strings.HasPrefix(p[i:], "[:") {
				return "", errors.New("bracket expression inside a bracket expression")
			}
			if depth == 0 {
				depth++
				out.WriteByte(c)
				if strings.HasPrefix(p[i+1:], "^") {
					i++
					out.WriteByte('^')
				}
				if strings.HasPrefix(p[i+1:], "]") {
					i++
					out.WriteString(`\]`)
				}
				continue
			}
			end := strings.Index(p[i:], ":]")
			if end < 0 {
				return "", errors.New("missing closing :]")
			}
			out.WriteString(p[i : i+end+2])
			i += end + 1
		case c == ']' && depth > 0:
			depth--
			out.WriteByte(c)
		case depth > 0 && strings.HasPrefix(p[i:], "&&"):
			return "", errors.New("intersection of bracket expressions")
		default:
			out.WriteByte(c)
		}
	}
	return out.String(), nil
}

// isEscaped reports whether a backslash takes the byte at i literally.
func isEscaped(p string, i int) bool {
	n := 0
	for i > 0 && p[i-1] == '\\' {
		i--
		n++
	}
	return n%2 == 1
}

// refuseGroup names the groups that RE2 has no counterpart for.
func refuseGroup(p string) error {
	switch {
	case strings.HasPrefix(p, "(?="), strings.HasPrefix(p, "(?!"):
		return errors.New("look-ahead")
	case strings.HasPrefix(p, "(?<="), strings.HasPrefix(p, "(?<!"):
		return errors.New("look-behind")
	case strings.HasPrefix(p, "(?>"):
		return errors.New("atomic group")
	case strings.HasPrefix(p, "(?#"):
		return errors.New("comment group")
	}
	return nil
}

// rewriteEscape writes the escape that p begins with and gives its length.
func rewriteEscape(out *strings.Builder, p string, inSet bool) (int, error) {
	set := func(s string) (int, error) {
		if inSet {
			out.WriteString(s)
		} else {
			out.WriteString("[" + s + "]")
		}
		return 2, nil
	}
	not := func(s string) (int, error) {
		if inSet {
			return 0, fmt.Errorf(`\%c inside a bracket expression`, p[1])
		}
		out.WriteString("[^" + s + "]")
		return 2, nil
	}
	switch c := p[1]; c {
	case 'w':
		return set(wordSet)
	case 'd':
		return set(digitSet)
	case 's':
		return set(spaceSet)
	case 'h':
		return set(`\t\p{Zs}`)
	case 'v':
		return set(`\n\x{0B}\f\r\x{85}\x{2028}\x{2029}`)
	case 'W':
		return not(wordSet)
	case 'D':
		return not(digitSet)
	case 'S':
		return not(spaceSet)
	case 'H':
		return not(`\t\p{Zs}`)
	case 'R':
		out.WriteString(`(?:\r\n|[\n\x{0B}\f\r\x{85}\x{2028}\x{2029}])`)
		return 2, nil
	case 'Z':
		out.WriteString(`\n?\z`)
		return 2, nil
	case 'u':
		return rewriteCodePoint(out, p)
	case 'p', 'P':
		return rewriteProperty(out, p, inSet)
	case 'k':
		return 0, errors.New("back-reference")
	case 'G', 'X', 'N':
		return 0, fmt.Errorf(`\%c`, c)
	case 'b':
		if inSet {
			return 0, errors.New(`\b inside a bracket expression`)
		}
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return 0, errors.New("back-reference")
	}
	if r, n := utf8.DecodeRuneInString(p[1:]); r >= utf8.RuneSelf { // an escaped letter stands for itself
		out.WriteString(p[1 : 1+n])
		return 1 + n, nil
	}
	out.WriteString(p[:2])
	return 2, nil
}

func rewriteCodePoint(out *strings.Builder, p string) (int, error) {
	if len(p) < 6 || strings.Trim(p[2:6], "0123456789abcdefABCDEF") != "" {
		return 0, errors.New(`\u needs four hexadecimal digits`)
	}
	out.WriteString(`\x{` + p[2:6] + `}`)
	return 6, nil
}

// properties maps the names Java and ICU know to RE2's.
var properties = map[string]string{
	"IsAlphabetic": `\p{L}\p{Nl}`, "Alphabetic": `\p{L}\p{Nl}`, "Alpha": `\p{L}`, "IsL": `\p{L}`,
	"Lower": `\p{Ll}`, "IsLowercase": `\p{Ll}`, "Lowercase": `\p{Ll}`, "javaLowerCase": `\p{Ll}`, "IsLl": `\p{Ll}`,
	"Upper": `\p{Lu}`, "IsUppercase": `\p{Lu}`, "Uppercase": `\p{Lu}`, "javaUpperCase": `\p{Lu}`, "IsLu": `\p{Lu}`,
	"Digit": digitSet, "IsDigit": digitSet, "Alnum": `\p{L}\p{Nd}`, "Punct": `\p{P}`, "IsPunctuation": `\p{P}`,
	"IsP": `\p{P}`, "Space": spaceSet, "IsWhite_Space": spaceSet, "White_Space": spaceSet, "Blank": `\t\p{Zs}`,
	"InArabic": `\x{0600}-\x{06FF}`, "IsArabic": `\p{Arabic}`, "IsLatin": `\p{Latin}`, "InBasicLatin": `\x{00}-\x{7F}`,
}

// rewriteProperty writes \p{...} with the name RE2 knows.
func rewriteProperty(out *strings.Builder, p string, inSet bool) (int, error) {
	if len(p) < 3 {
		return 0, errors.New(`\p without a name`)
	}
	if p[2] != '{' {
		out.WriteString(p[:3])
		return 3, nil
	}
	end := strings.IndexByte(p, '}')
	if end < 0 {
		return 0, errors.New(`\p{ without }`)
	}
	name := p[3:end]
	for _, prefix := range []string{"script=", "sc=", "gc=", "general_category=", "block=", "blk="} {
		name = strings.TrimPrefix(name, prefix)
	}
	set, ok := properties[name]
	switch {
	case !ok:
		out.WriteString(p[:2] + "{" + name + "}")
	case p[1] == 'P' && inSet:
		return 0, fmt.Errorf(`\P{%s} inside a bracket expression`, name)
	case p[1] == 'P':
		out.WriteString("[^" + set + "]")
	case inSet:
		out.WriteString(set)
	default:
		out.WriteString("[" + set + "]")
	}
	return end + 1, nil
}
