package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// configError words an error of the configuration: file, line and column, and what is
// wanted there.
func configError(path string, err error) error {
	where := path
	var placed interface{ GetToken() *token.Token }
	if errors.As(err, &placed) && placed.GetToken() != nil {
		at := placed.GetToken().Position
		where = fmt.Sprintf("%s:%d:%d", path, at.Line, at.Column)
	}
	return wrongUse(where+": "+configReason(err), "the README shows the keys and what they take")
}

func configReason(err error) string {
	var wrongType *yaml.TypeError
	var wrongNode *yaml.UnexpectedNodeTypeError
	var unknown *yaml.UnknownFieldError
	var said interface{ GetMessage() string }
	switch {
	case errors.As(err, &wrongType):
		return "want " + inWords(wrongType.DstType) + ", not " + inWords(wrongType.SrcType)
	case errors.As(err, &wrongNode):
		return "want " + nodeInWords(wrongNode.Expected) + ", not " + nodeInWords(wrongNode.Actual)
	case errors.As(err, &unknown):
		return strings.Replace(unknown.Message, "unknown field", "no key", 1)
	case errors.As(err, &said):
		return oneLine(said.GetMessage())
	}
	return oneLine(err.Error())
}

// inWords names a Go type as somebody who writes YAML would.
func inWords(t reflect.Type) string {
	if t == reflect.TypeFor[time.Duration]() {
		return "a time such as 30s or 2m"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return inWords(t.Elem())
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "keys with values"
	}
	return t.String()
}

func nodeInWords(t ast.NodeType) string {
	switch t {
	case ast.StringType, ast.LiteralType:
		return "a text"
	case ast.SequenceType:
		return "a list"
	case ast.MappingType, ast.MappingValueType:
		return "keys with values"
	case ast.IntegerType, ast.FloatType:
		return "a number"
	case ast.BoolType:
		return "true or false"
	}
	return t.String()
}

// misplaced is an error at a node of the configuration.
func misplaced(n ast.Node, format string, args ...any) error {
	return &yaml.SyntaxError{Message: fmt.Sprintf(format, args...), Token: n.GetToken()}
}
