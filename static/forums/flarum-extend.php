<?php
// Flarum: add these lines to extend.php of the forum. Replace fronts.example by the host of the map in all places.

use Flarum\Extend;
use s9e\TextFormatter\Configurator;

return [
    (new Extend\Formatter())->configure(function (Configurator $config) {
        $config->MediaEmbed->add('fronts', [
            'host' => 'fronts.example',
            'extract' => "!fronts\\.example/(?:e|embed)/(?'id'[0-9A-Za-z]{8,43})!",
            'iframe' => [
                'width' => 640,
                'height' => 360,
                'src' => 'https://fronts.example/embed/{@id}',
            ],
        ]);
    }),
];
