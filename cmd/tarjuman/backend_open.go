package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"tarjuman/translate"
	"tarjuman/translate/azure"
	"tarjuman/translate/command"
	"tarjuman/translate/deepl"
	"tarjuman/translate/libre"
	"tarjuman/translate/openai"
)

// noKey is the error of a service without a key.
func (o opening) noKey(k backendKind) error {
	hint := "set " + ownKeyVariable(o.name) + ", or key-env: or key-file: in " + configName
	if k.keyEnv != "" && o.set.Endpoint == "" {
		hint = "set " + k.keyEnv + ", or key-env: or key-file: in " + configName
	}
	return wrongUse(fmt.Sprintf("the %s backend needs a key", o.name), hint)
}

// opened words the errors of a backend's constructor.
func (o opened[T]) result() (translate.Backend, error) {
	switch {
	case o.err == nil:
		return o.b, nil
	case errors.Is(o.err, o.missing):
		return nil, o.instead
	}
	return nil, wrongUse(o.err.Error(), "")
}

// opened is what a constructor returned, with the error that says that something
// is missing and what to say instead.
type opened[T translate.Backend] struct {
	b                     T
	err, missing, instead error
}

func (o opening) kind() backendKind {
	name := o.set.Kind
	if name == "" {
		name = o.name
	}
	k, _ := kindNamed(name)
	return k
}

func openDeepL(o opening) (translate.Backend, error) {
	k := o.kind()
	key, err := o.key(k)
	if err != nil {
		return nil, err
	}
	opt := deepl.Options{
		Name: o.name, Key: key, Endpoint: o.set.Endpoint, Insecure: o.set.Insecure, English: o.set.English, Model: o.set.Model, Context: o.set.Context, HTTP: httpClient(o.c),
	}
	switch o.set.Glossary {
	case "", noGlossary:
		opt.Terms, err = o.terms()
	default:
		opt.Glossary = o.set.Glossary
	}
	if err != nil {
		return nil, err
	}
	b, err := deepl.New(opt)
	return opened[*deepl.Backend]{b, err, deepl.ErrNoKey, o.noKey(k)}.result()
}

func openAzure(o opening) (translate.Backend, error) {
	k := o.kind()
	key, err := o.key(k)
	if err != nil {
		return nil, err
	}
	region := o.set.Region
	if region == "" && o.set.Endpoint == "" {
		region = os.Getenv(azureRegion)
	}
	terms, err := o.terms()
	if err != nil {
		return nil, err
	}
	b, err := azure.New(azure.Options{
		Name: o.name, Key: key, Region: region, Endpoint: o.set.Endpoint, Insecure: o.set.Insecure, Category: o.set.Category, Terms: terms, HTTP: httpClient(o.c),
	})
	return opened[*azure.Backend]{b, err, azure.ErrNoKey, o.noKey(k)}.result()
}

// Variables that set up kinds without a configuration.
const (
	azureRegion    = "AZURE_TRANSLATOR_REGION"
	libreEndpoint  = "TARJUMAN_LIBRE_ENDPOINT"
	openAIEndpoint = "TARJUMAN_OPENAI_ENDPOINT"
	openAIModel    = "TARJUMAN_OPENAI_MODEL"
)

// keyState says whether a service that needs nothing but a key has one.
func keyState(o opening) string {
	k := o.kind()
	key, err := o.key(k)
	switch {
	case err != nil:
		return "not set up: " + err.Error()
	case key == "":
		return "not set up: no key in " + firstOf(k.keyEnv, ownKeyVariable(o.name))
	}
	return o.place("ready, key set")
}

func firstOf(s, fallback string) string {
	if s != "" {
		return s
	}
	return fallback
}

// place adds where a backend goes, when that is not the usual place.
func (o opening) place(state string) string {
	if o.set.Endpoint != "" {
		state += ", at " + hostOf(o.set.Endpoint)
	}
	return state
}

// hostOf is the host of an address, for messages: an address may hold what nobody
// should see.
func hostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		rest = address
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest[strings.LastIndex(rest, "@")+1:]
}

func (o opening) endpoint(variable string) string {
	return firstOf(o.set.Endpoint, os.Getenv(variable))
}

func openLibre(o opening) (translate.Backend, error) {
	key, err := o.key(o.kind())
	if err != nil {
		return nil, err
	}
	b, err := libre.New(libre.Options{
		Name: o.name, Endpoint: o.endpoint(libreEndpoint), Key: key, Insecure: o.set.Insecure, Paid: o.set.paid(key != ""), CodePoints: o.set.MaxCharacters,
		HTTP: httpClient(o.c),
	})
	return opened[*libre.Backend]{b, err, libre.ErrNoEndpoint,
		wrongUse(fmt.Sprintf("the %s backend needs a server", o.name), "set "+libreEndpoint+", or endpoint: in "+configName)}.result()
}

func endpointState(o opening) string {
	if e := o.endpoint(libreEndpoint); e != "" {
		return "ready, at " + hostOf(e)
	}
	return "not set up: no server in " + libreEndpoint
}

// modelServer are the address and the model of an openai backend.
func (o opening) modelServer() (endpoint, model string) {
	return o.endpoint(openAIEndpoint), firstOf(o.set.Model, os.Getenv(openAIModel))
}

func openModelServer(o opening) (translate.Backend, error) {
	endpoint, model := o.modelServer()
	o.set.Endpoint = endpoint
	k := o.kind()
	key, err := o.key(k)
	if err != nil {
		return nil, err
	}
	if key == "" && endpoint == "" {
		return nil, o.noKey(k)
	}
	glossary, err := o.terms()
	if err != nil {
		return nil, err
	}
	b, err := openai.New(openai.Options{
		Name: o.name, Endpoint: endpoint, Key: key, Insecure: o.set.Insecure, Model: model, Batch: o.set.Batch, Instructions: o.set.Instructions,
		Paid: o.set.paid(key != ""), Concurrent: o.set.Concurrent, Glossary: glossary, HTTP: httpClient(o.c),
	})
	return opened[*openai.Backend]{b, err, openai.ErrNoModel,
		wrongUse(fmt.Sprintf("the %s backend needs a model", o.name), "set "+openAIModel+", or model: in "+configName)}.result()
}

func modelServerState(o opening) string {
	endpoint, model := o.modelServer()
	if model == "" {
		return "not set up: no model in " + openAIModel
	}
	o.set.Endpoint = endpoint
	if key, err := o.key(o.kind()); endpoint == "" && (err != nil || key == "") {
		return "not set up: no key in " + openAIKey
	}
	return o.place("ready, model " + model)
}

func openCommand(o opening) (translate.Backend, error) {
	b, err := command.New(command.Options{
		Name: o.name, Args: o.set.Command, Protocol: command.Protocol(o.set.Protocol), PerBatch: o.set.PerBatch, Dir: o.set.dir,
		HiddenEnv: o.cfg.keyVariables(), Paid: o.set.paid(false), Network: o.set.Network, Timeout: o.set.Timeout,
	})
	return opened[*command.Backend]{b, err, command.ErrNoCommand,
		wrongUse(fmt.Sprintf("the %s backend needs a program", o.name), "set command: [PROGRAM, ARGUMENT…] under backends: in "+configName)}.result()
}

func commandState(o opening) string {
	if len(o.set.Command) == 0 {
		return "not set up: needs an entry under backends: in " + configName
	}
	return "ready, runs " + o.set.Command[0]
}
