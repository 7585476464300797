"""What pyproject.toml cannot say: the folder of templates, which stands beside the package here, is installed inside it."""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["disan", "disan.*"]), "disan.templates"],
    package_dir={"disan.templates": "templates"},
)
