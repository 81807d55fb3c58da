// Writes the SDKs for Python and Go, as `pulumi package gen-sdk` does.
//
//	go run . <schema.json> <folder>
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	pygen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// What the headers of the generated files name as their maker.
const tool = "pulumi-eni"

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: generate <schema.json> <folder>"))
	}
	pkg, err := bind(os.Args[1])
	fail(err)
	python, err := pygen.GeneratePackage(tool, pkg, nil, nil)
	fail(err)
	golang, err := gogen.GeneratePackage(tool, pkg, nil)
	fail(err)
	fail(write(filepath.Join(os.Args[2], "python"), python))
	fail(write(filepath.Join(os.Args[2], "go"), golang))
}

// bind reads the schema and checks it as the engine's own tools do. A warning counts too.
func bind(path string) (*schema.Package, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err == nil && len(diagnostics) > 0 {
		err = diagnostics
	}
	return pkg, err
}

func write(folder string, files map[string][]byte) error {
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
